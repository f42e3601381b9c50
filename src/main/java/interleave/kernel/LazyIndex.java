package interleave.kernel;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import org.jspecify.annotations.Nullable;

/**
 * The compiler's files, which hides its paths from JShell's index until somebody asks for a completion.
 *
 * <p>JShell reads the names of all classes of the JDK and of the class path as soon as it is made, on a thread that competes with the first cell. Only completion
 * of package names needs them. {@link #getLocationAsPaths} is what that index asks, and what nothing else asks.
 */
final class LazyIndex extends ForwardingJavaFileManager<StandardJavaFileManager> implements StandardJavaFileManager {
    private volatile boolean visible;

    LazyIndex(StandardJavaFileManager files) {
        super(files);
    }

    /**
     * From now on the index finds what it looks for.
     *
     * @return whether it did not until now
     */
    boolean show() {
        boolean hidden = !visible;
        visible = true;
        return hidden;
    }

    @Override
    public @Nullable Iterable<? extends Path> getLocationAsPaths(Location location) {
        boolean indexed = location == StandardLocation.PLATFORM_CLASS_PATH || location == StandardLocation.CLASS_PATH;
        return indexed && !visible ? List.of() : fileManager.getLocationAsPaths(location);
    }

    @Override
    public Iterable<? extends JavaFileObject> getJavaFileObjectsFromFiles(Iterable<? extends File> files) {
        return fileManager.getJavaFileObjectsFromFiles(files);
    }

    @Override
    public Iterable<? extends JavaFileObject> getJavaFileObjects(File... files) {
        return fileManager.getJavaFileObjects(files);
    }

    @Override
    public Iterable<? extends JavaFileObject> getJavaFileObjectsFromStrings(Iterable<String> names) {
        return fileManager.getJavaFileObjectsFromStrings(names);
    }

    @Override
    public Iterable<? extends JavaFileObject> getJavaFileObjects(String... names) {
        return fileManager.getJavaFileObjects(names);
    }

    @Override
    public void setLocation(Location location, @Nullable Iterable<? extends File> files) throws IOException {
        fileManager.setLocation(location, files);
    }

    @Override
    public void setLocationFromPaths(Location location, Collection<? extends Path> paths) throws IOException {
        fileManager.setLocationFromPaths(location, paths);
    }

    @Override
    public void setLocationForModule(Location location, String moduleName, Collection<? extends Path> paths)
            throws IOException {
        fileManager.setLocationForModule(location, moduleName, paths);
    }

    @Override
    public @Nullable Iterable<? extends File> getLocation(Location location) {
        return fileManager.getLocation(location);
    }

    @Override
    public Path asPath(javax.tools.FileObject file) {
        return fileManager.asPath(file);
    }

    @Override
    public void setPathFactory(PathFactory factory) {
        fileManager.setPathFactory(factory);
    }
}
