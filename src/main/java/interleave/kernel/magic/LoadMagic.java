package interleave.kernel.magic;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import interleave.kernel.protocol.Json;
import interleave.kernel.session.Outcome;
import interleave.kernel.source.JavaText;
import interleave.kernel.source.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code %load Helper.java}: runs a file as if its text stood in the cell; of a notebook, {@code .ipynb} or Oracle's {@code .ijnb}, its code cells one after another. */
final class LoadMagic implements Magic {

    @Override
    public List<String> names() {
        return List.of("load");
    }

    @Override
    public String help() {
        return """
            %load FILE

            Runs a .java, .jsh or .jshell file as if its text stood in the cell; of a notebook, its code cells one after another.\
            """;
    }

    @Override
    public boolean takesFiles() {
        return true;
    }

    @Override
    public Outcome run(Call call) {
        String name = call.arguments().strip();
        if (name.isEmpty()) {
            return Outcome.Failed.of("Usage", "Which file? %load Helper.java, %load Setup.jshell, %load other.ipynb.");
        }
        Path file = existing(Path.of(name));
        try {
            String text = Files.readString(file);
            List<String> cells = file.toString().matches(".*\\.(ipynb|ijnb)") ? codeCells(text) : List.of(text);
            Outcome outcome = Outcome.Done.NOTHING;
            for (int i = 0; i < cells.size(); i++) {
                String label = file.getFileName() + (cells.size() == 1 ? "" : ", cell " + (i + 1));
                String java = withoutPackage(cells.get(i).replace("\r\n", "\n"));
                outcome = call.runner().run(new Source(label, java));
                if (!(outcome instanceof Outcome.Done)) {
                    return outcome;
                }
            }
            return outcome;
        } catch (IOException e) {
            return Outcome.Failed.of(
                    "NoSuchFile",
                    "There is no file to read at " + name + ", seen from "
                            + Path.of("").toAbsolutePath() + ".");
        } catch (JsonParseException | IllegalStateException e) {
            return Outcome.Failed.of("NoNotebook", name + " is no notebook: " + e.getMessage());
        }
    }

    /** The file itself, or the one that a name without an ending means. */
    private static Path existing(Path named) {
        for (String ending : List.of("", ".jshell", ".jsh", ".java", ".ipynb", ".ijnb")) {
            Path candidate = Path.of(named + ending);
            if (Files.isRegularFile(candidate)) {
                return candidate;
            }
        }
        return named;
    }

    /** A file of a program names its package; a notebook has none. The line stays, so that lines are counted rightly. */
    private static String withoutPackage(String java) {
        String bare = JavaText.bare(java);
        int at = JavaText.firstVisible(bare);
        int end = bare.indexOf(';', at);
        return JavaText.word(bare, "package", at) == at && end > 0
                ? java.substring(0, at) + " ".repeat(end + 1 - at) + java.substring(end + 1)
                : java;
    }

    private static List<String> codeCells(String notebook) {
        List<String> cells = new ArrayList<>();
        for (JsonElement element :
                JsonParser.parseString(notebook).getAsJsonObject().getAsJsonArray("cells")) {
            JsonObject cell = element.getAsJsonObject();
            if (Json.text(cell, "cell_type").equals("code")) {
                JsonElement source = cell.get("source");
                StringBuilder text = new StringBuilder();
                if (source.isJsonArray()) {
                    source.getAsJsonArray().forEach(line -> text.append(line.getAsString()));
                } else {
                    text.append(source.getAsString());
                }
                cells.add(text.toString());
            }
        }
        return cells;
    }
}
