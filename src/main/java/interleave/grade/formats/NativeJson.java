package interleave.grade.formats;

import interleave.grade.Grader;
import interleave.grade.batch.Marked;
import interleave.grade.batch.RunRecord;

/** The native format: the record that all other formats are made from. */
final class NativeJson implements Format.OfSubmission {
    @Override
    public String name() {
        return "json";
    }

    @Override
    public String about() {
        return "the native record";
    }

    @Override
    public String of(RunRecord run, Marked marked) {
        return Grader.json(marked.result(), true);
    }
}
