package interleave.kernel.source;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * A class, record, enum or interface that the learner declared, as the compiler's parser reads it: what JShell does not keep of a snippet.
 *
 * @param source its text, with what stands above it
 * @param tree what it declares
 */
public record OwnType(String source, ClassTree tree, CompilationUnitTree unit, SourcePositions positions) {

    /** Reads the first declaration of a text; null where there is none that can be read. */
    public static @Nullable OwnType parse(String source) {
        try {
            var file = new SimpleJavaFileObject(URI.create("string:///Declaration.java"), JavaFileObject.Kind.SOURCE) {
                @Override
                public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                    return source;
                }
            };
            JavacTask task = (JavacTask) ToolProvider.getSystemJavaCompiler()
                    .getTask(
                            null,
                            null,
                            _ -> {},
                            List.of("--enable-preview", "-source", "25", "-proc:none"),
                            null,
                            List.of(file));
            CompilationUnitTree unit = task.parse().iterator().next();
            for (Tree declared : unit.getTypeDecls()) {
                if (declared instanceof ClassTree type) {
                    return new OwnType(source, type, unit, Trees.instance(task).getSourcePositions());
                }
            }
            return null;
        } catch (IOException | RuntimeException e) {
            return null;
        }
    }

    /** Where something in it begins, its modifiers included. */
    public int start(Tree part) {
        return Math.toIntExact(positions.getStartPosition(unit, part));
    }
}
