package interleave.kernel.magic;

import interleave.kernel.session.Outcome;
import interleave.kernel.session.PathPattern;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code %jars lib/*.jar} and {@code %classpath build/classes}: jars and folders for the cells that follow; an asterisk stands for any part of a name. */
final class ClassPathMagic implements Magic {

    @Override
    public List<String> names() {
        return List.of("jars", "classpath");
    }

    @Override
    public String help() {
        return """
            %jars FILE...
            %classpath FILE...

            Jars and folders for the cells that follow; an asterisk stands for any part of a name: %jars lib/*.jar\
            """;
    }

    @Override
    public boolean takesFiles() {
        return true;
    }

    @Override
    public boolean isCallable() {
        return true;
    }

    @Override
    public Outcome run(Call call) {
        List<String> arguments = Arguments.of(call.arguments());
        if (arguments.isEmpty()) {
            return Outcome.Failed.of(
                    "Usage", "Which? %jars lib/*.jar adds jars, %classpath build/classes a folder of classes.");
        }
        List<Path> found = new ArrayList<>();
        for (String argument : arguments) {
            List<Path> matched = PathPattern.matched(argument, call.name().equals("jars"));
            if (matched.isEmpty()) {
                return Outcome.Failed.of(
                        "NoSuchFile",
                        "Nothing is there that " + argument + " could mean, seen from "
                                + Path.of("").toAbsolutePath() + ".");
            }
            found.addAll(matched);
        }
        call.classPath().accept(found);
        return Outcome.Done.giving(found);
    }
}
