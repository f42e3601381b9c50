package interleave.kernel.session;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import org.jspecify.annotations.Nullable;

/**
 * The compiler's files, none of them opened before it is needed: a first cell asks for none of the libraries that cells may use.
 *
 * <p>Two things are put off. The jars of the class path are opened when a package is looked for that one of them has, by the {@link CellPackages} that training
 * noted; without that note, at the first question. And the class path is hidden from JShell's index of all class names, which JShell makes as soon as it exists, on
 * a thread that competes with the first cell, although only completion of package names needs it: {@link #getLocationAsPaths} is what that index asks, and what
 * nothing else asks.
 */
final class CompilerFiles extends ForwardingJavaFileManager<StandardJavaFileManager>
        implements StandardJavaFileManager {
    private static final String CLASS_PATH_OPTION = "-classpath";

    private volatile CellPackages packages;
    private volatile @Nullable String unopened;
    private volatile boolean indexed;

    /**
     * Puts itself before the compiler's own files.
     *
     * @param classPath what cells see, as an option of the compiler
     * @param packages what packages that class path has
     */
    CompilerFiles(StandardJavaFileManager files, String classPath, CellPackages packages) {
        super(files);
        this.packages = packages;
        this.unopened = classPath;
    }

    /**
     * From now on the index finds what it looks for.
     *
     * @return whether it did not until now
     */
    boolean showToIndex() {
        boolean hidden = !indexed;
        indexed = true;
        return hidden;
    }

    private void open(Location location) {
        String classPath = unopened;
        if (location == StandardLocation.CLASS_PATH && classPath != null) {
            fileManager.handleOption(CLASS_PATH_OPTION, List.of(classPath).iterator());
            unopened = null;
        }
    }

    @Override
    public boolean handleOption(String option, Iterator<String> remaining) {
        if (option.equals(CLASS_PATH_OPTION)) {
            unopened = null;
            packages = CellPackages.UNKNOWN;
        }
        return super.handleOption(option, remaining);
    }

    @Override
    public Iterable<JavaFileObject> list(
            Location location, String packageName, Set<JavaFileObject.Kind> kinds, boolean recurse) throws IOException {
        // each cell asks twice for JShell's own package, and an open class path is looked through each time
        if (location == StandardLocation.CLASS_PATH && !recurse && !packages.mayHave(packageName)) {
            return List.of();
        }
        open(location);
        return super.list(location, packageName, kinds, recurse);
    }

    @Override
    public @Nullable Iterable<? extends Path> getLocationAsPaths(Location location) {
        boolean ofIndex = location == StandardLocation.PLATFORM_CLASS_PATH || location == StandardLocation.CLASS_PATH;
        if (ofIndex && !indexed) {
            return List.of();
        }
        open(location);
        return fileManager.getLocationAsPaths(location);
    }

    @Override
    public @Nullable Iterable<? extends File> getLocation(Location location) {
        open(location);
        return fileManager.getLocation(location);
    }

    /** Where the compiler looks for plug-ins and annotation processors: nowhere, for they would run in this JVM. */
    @Override
    public ClassLoader getClassLoader(Location location) {
        return ClassLoader.getPlatformClassLoader();
    }

    @Override
    public boolean hasLocation(Location location) {
        return (location == StandardLocation.CLASS_PATH && unopened != null) || super.hasLocation(location);
    }

    @Override
    public @Nullable JavaFileObject getJavaFileForInput(Location location, String className, JavaFileObject.Kind kind)
            throws IOException {
        open(location);
        return super.getJavaFileForInput(location, className, kind);
    }

    @Override
    public @Nullable FileObject getFileForInput(Location location, String packageName, String relativeName)
            throws IOException {
        open(location);
        return super.getFileForInput(location, packageName, relativeName);
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
    public Path asPath(FileObject file) {
        return fileManager.asPath(file);
    }

    @Override
    public void setPathFactory(PathFactory factory) {
        fileManager.setPathFactory(factory);
    }
}
