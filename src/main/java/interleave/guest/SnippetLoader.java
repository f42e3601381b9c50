package interleave.guest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Defines learner classes from the bytes that came over the link, through the {@linkplain Weaver weaving hook}.
 *
 * <p>The bytes as javac made them stay to be read as resources, so tools that look at class files find them, as they would on a class path.
 */
public final class SnippetLoader extends URLClassLoader {
    static {
        registerAsParallelCapable();
    }

    private static final String CLASS_FILE = ".class";
    private static final String SOURCE_FILE = ".java";
    /** The package that JShell puts the classes of snippets in. */
    private static final String CELLS = "REPL.";

    private final Map<String, byte[]> classes = new ConcurrentHashMap<>();
    private final Map<String, String> sources = new ConcurrentHashMap<>();
    private final Weaver weaver;

    /** A loader whose parent is the guest's own application loader. */
    public SnippetLoader(Weaver weaver) {
        super("learner", new URL[0], SnippetLoader.class.getClassLoader());
        this.weaver = weaver;
    }

    /** Takes a class in; it is defined when it is first needed, so classes of one cell may refer to one another. */
    public void add(String name, byte[] bytes) {
        classes.put(name, bytes);
    }

    /** Takes in the text that a class was compiled from: it is found as a resource, {@code C.java} for the class {@code C}, nested or not. */
    void addSource(String name, String text) {
        sources.put(name, text);
    }

    /** Adds a directory of class files to what this loader finds. */
    void addDirectory(Path directory) throws MalformedURLException {
        addURL(directory.toUri().toURL());
    }

    /** The bytes of a class as they would be defined now. */
    byte[] woven(byte[] bytes) {
        return weaver.weave(bytes, this);
    }

    /** What a cell declares is looked for here first: it is nowhere else, and to make sure of that each library would have to be opened. */
    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(CELLS) || !classes.containsKey(name)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> known = findLoadedClass(name);
            return known == null ? findClass(name) : known;
        }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] bytes = classes.get(name);
        if (bytes == null) {
            return super.findClass(name);
        }
        byte[] woven = woven(bytes);
        return defineClass(name, woven, 0, woven.length);
    }

    @Override
    public @Nullable URL findResource(String name) {
        byte[] bytes = asMade(name);
        return bytes == null ? super.findResource(name) : url(name, bytes);
    }

    @Override
    public @Nullable InputStream getResourceAsStream(String name) {
        byte[] bytes = asMade(name);
        return bytes == null ? super.getResourceAsStream(name) : new ByteArrayInputStream(bytes);
    }

    /** The class file, as it was made, or the source that a resource name means, if it is one of a learner class. */
    private byte @Nullable [] asMade(String resource) {
        if (resource.endsWith(CLASS_FILE)) {
            return classes.get(className(resource, CLASS_FILE));
        }
        String source = resource.endsWith(SOURCE_FILE) ? sources.get(className(resource, SOURCE_FILE)) : null;
        return source == null ? null : source.getBytes(StandardCharsets.UTF_8);
    }

    private static String className(String resource, String ending) {
        return resource.substring(0, resource.length() - ending.length()).replace('/', '.');
    }

    private static URL url(String name, byte[] bytes) {
        try {
            return URL.of(URI.create("learner:/" + name), new URLStreamHandler() {
                @Override
                protected URLConnection openConnection(URL url) {
                    return new URLConnection(url) {
                        @Override
                        public void connect() {
                            connected = true;
                        }

                        @Override
                        public InputStream getInputStream() {
                            return new ByteArrayInputStream(bytes);
                        }
                    };
                }
            });
        } catch (IOException e) {
            throw new IllegalArgumentException(name, e);
        }
    }
}
