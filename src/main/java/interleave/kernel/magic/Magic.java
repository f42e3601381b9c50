package interleave.kernel.magic;

import interleave.kernel.session.Life;
import interleave.kernel.session.Outcome;
import interleave.kernel.source.Source;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** A command to the kernel that is no Java: {@code %name arguments} on a line, or {@code %%name arguments} over a cell. */
public interface Magic {

    /** The names it answers to, without the percent signs. */
    List<String> names();

    /** How it is used, a line for each way, and what it does: what {@code %name?} shows. */
    String help();

    /** Whether what follows its name is a file. */
    default boolean takesFiles() {
        return false;
    }

    /** Whether a cell may call it as a function while it runs: it runs no cell, and asks nothing of the JVM that cells run in. */
    default boolean isCallable() {
        return false;
    }

    /**
     * Does it.
     *
     * @param call what was written, and what there is to work with
     */
    Outcome run(Call call);

    /**
     * One use of a magic.
     *
     * @param name the name it was called by
     * @param arguments the rest of its line
     * @param wholeCell whether it was written with two percent signs, over a cell
     * @param cell the text it stands in
     * @param offset where what belongs to it begins in that text: the line after a {@code %%} line
     * @param life the guest and its session
     * @param classPath where it puts jars and folders that cells are to see
     * @param front what there is to show things with
     * @param runner what runs text as cells are run, magics and all
     */
    record Call(
            String name,
            String arguments,
            boolean wholeCell,
            Source cell,
            int offset,
            Life life,
            Consumer<List<Path>> classPath,
            Front front,
            Runner runner) {

        /** The text under a {@code %%} line. */
        String body() {
            return cell.text().substring(Math.min(offset, cell.text().length()));
        }
    }

    /** Runs text for a magic as a part of the cell that it stands in. */
    interface Runner {
        /** Runs a text of its own. */
        Outcome run(Source text);

        /** Runs the cell's own text from a position on. */
        Outcome runRest(int offset);
    }

    /** Where a magic shows what it has to show: under the cell that is running. */
    interface Front {
        /** Shows plain text, with HTML beside it for front ends that can. */
        void show(String plain, String html);

        /** Shows plain text as it is, column under column. */
        void text(String text);

        /** Shows Markdown, which is its own plain text. */
        void markdown(String text);

        /** Has the front end put a new cell with this text below the one that runs, where it can. */
        void nextCell(String text);

        /** Prints text, as the cell's own code does. */
        void print(boolean standardError, String text);

        /** Has something done when the learner interrupts the cell, until what is returned is closed. */
        AutoCloseable whenInterrupted(Runnable what);
    }
}
