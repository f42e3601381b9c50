package interleave.kernel.magic;

import interleave.kernel.session.Guest;
import interleave.kernel.session.Life;
import interleave.kernel.session.Outcome;
import interleave.schedule.HtmlText;
import java.util.List;

/**
 * {@code %jvm -XX:ActiveProcessorCount=8 -Xmx64m}: restarts the JVM that runs the cells with these options, as if this machine were another. {@code %jvm} alone
 * tells them, {@code %jvm default} takes them back.
 */
final class JvmMagic implements Magic {

    @Override
    public List<String> names() {
        return List.of("jvm");
    }

    @Override
    public String help() {
        return """
            %jvm
            %jvm OPTION...
            %jvm default

            Restarts the JVM that runs the cells with these options, as if this machine were another: %jvm -XX:ActiveProcessorCount=8 -Xmx64m
            Alone it tells the options; default takes them back.\
            """;
    }

    @Override
    public Outcome run(Call call) {
        String arguments = call.arguments().strip();
        Life life = call.life();
        if (arguments.isEmpty()) {
            String told = life.jvmOptions().isEmpty()
                    ? "The JVM that runs your cells has no options of yours."
                    : "The JVM that runs your cells has your options " + String.join(" ", life.jvmOptions()) + ".";
            return told(call, told);
        }
        List<String> before = life.jvmOptions();
        life.reshape(arguments.equals("default") ? life.usualJvmOptions() : List.of(arguments.split("\\s+")));
        try {
            Guest _ = life.guest().join();
        } catch (java.util.concurrent.CompletionException e) {
            life.reshape(before);
            Throwable cause = e.getCause() == null ? e : e.getCause();
            return Outcome.Failed.of(
                    "JvmOptions",
                    "The JVM does not start with " + arguments + ". " + cause.getMessage()
                            + " It runs with the options from before, and is empty.");
        }
        return told(
                call,
                "A new JVM runs your cells"
                        + (life.jvmOptions().isEmpty() ? "" : ", with " + String.join(" ", life.jvmOptions()))
                        + ". Variables, classes and imports from before are gone.");
    }

    private static Outcome told(Call call, String sentence) {
        call.front().show(sentence, "<p>" + HtmlText.escape(sentence) + "</p>");
        return Outcome.Done.NOTHING;
    }
}
