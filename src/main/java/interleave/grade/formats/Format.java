package interleave.grade.formats;

import interleave.grade.batch.Grade;
import interleave.grade.batch.Marked;
import interleave.grade.batch.Marks;
import interleave.grade.batch.RunRecord;

/** A way to write marks down for somebody to read. Stateless. */
public sealed interface Format {
    /** What {@code --format} calls it; also the folder of its files when there are several. */
    String name();

    /** Half a sentence for the help: who reads it. */
    String about();

    /** A format with a file for each submission: its points as earned, for a platform that has late rules of its own. */
    non-sealed interface OfSubmission extends Format {
        /** The end of its files' names, with the dot: that of JSON, unless it says otherwise. */
        default String extension() {
            return ".json";
        }

        /**
         * The file's text.
         *
         * @param run what the run was about
         */
        String of(RunRecord run, Marked marked);
    }

    /** A format with a file for each learner: what they get, after late rules and the choice among several submissions. */
    non-sealed interface OfLearner extends Format {
        /** The end of its files' names, with the dot: that of JSON, unless it says otherwise. */
        default String extension() {
            return ".json";
        }

        /**
         * The file's text.
         *
         * @param run what the run was about
         */
        String of(RunRecord run, Grade grade);
    }

    /** A format with one file for the whole class. */
    non-sealed interface OfClass extends Format {
        /** The file's name. */
        String file();

        /** The file's text. */
        String of(Marks marks);
    }
}
