package interleave.kernel.session;

import interleave.kernel.source.JavaText;
import interleave.kernel.source.Source;
import java.util.ArrayList;
import java.util.List;
import jdk.jshell.Snippet;
import jdk.jshell.VarSnippet;

/** Tells of the modifiers that JShell takes from a top-level declaration without a word, and what to write instead. */
final class DroppedModifiers {
    private DroppedModifiers() {}

    /** A pointed sentence for each modifier of the snippet that has no effect. */
    static List<String> of(Source cell, int offset, Snippet snippet) {
        List<String> sentences = new ArrayList<>();
        if (snippet instanceof VarSnippet variable
                && variable.subKind() != Snippet.SubKind.TEMP_VAR_EXPRESSION_SUBKIND) {
            String bare = JavaText.bare(snippet.source());
            int name = JavaText.word(bare, variable.name(), 0);
            for (String modifier : List.of("volatile", "final")) {
                int at = JavaText.word(bare, modifier, 0);
                if (at >= 0 && at < name) {
                    sentences.add(
                            cell.point(sentence(modifier, variable), offset + at, offset + at + modifier.length()));
                }
            }
        }
        return sentences;
    }

    private static String sentence(String modifier, VarSnippet variable) {
        String remedy = "class Shared { static " + modifier + " " + variable.typeName() + " " + variable.name() + "; }";
        return modifier.equals("volatile")
                ? "volatile has no effect on a variable of the notebook itself: another thread may never see a new"
                        + " value of "
                        + variable.name() + ".\nPut it into a class, where volatile counts: " + remedy
                : "final has no effect on a variable of the notebook itself: " + variable.name()
                        + " can still be assigned.\nPut it into a class, where final counts: "
                        + "class Constants { static final " + variable.typeName() + " " + variable.name() + " = …; }";
    }
}
