package interleave.kernel.magic;

import interleave.kernel.session.Interrupted;
import interleave.kernel.session.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** {@code %%bash} and {@code %%sh}, or {@code %sh ls}: runs commands of the system's shell, and shows what they print. An interrupt ends them. */
final class ShellMagic implements Magic {

    @Override
    public List<String> names() {
        return List.of("bash", "sh");
    }

    @Override
    public String help() {
        return """
            %sh COMMAND
            %%sh
            %bash COMMAND
            %%bash

            Runs commands of the shell, the line or the cell below it, and shows what they print.\
            """;
    }

    @Override
    public boolean isCallable() {
        return true;
    }

    @Override
    public Outcome run(Call call) {
        String script = call.wholeCell() ? call.body() : call.arguments();
        Process process;
        try {
            process = new ProcessBuilder(call.name(), "-c", script)
                    .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
                    .start();
        } catch (IOException e) {
            return Outcome.Failed.of("NoShell", "This machine has no " + call.name() + ": " + e.getMessage());
        }
        try (AutoCloseable _ = call.front().whenInterrupted(() -> end(process))) {
            Thread errors = Thread.ofPlatform()
                    .name("kernel-shell-stderr")
                    .daemon()
                    .start(() -> pass(process.getErrorStream(), true, call.front()));
            pass(process.getInputStream(), false, call.front());
            errors.join();
            int code = process.waitFor();
            return code == 0
                    ? Outcome.Done.NOTHING
                    : Outcome.Failed.of(
                            "ShellFailed",
                            call.name() + " ended with code " + code + (code > 128 ? ": it was stopped." : "."));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Interrupted.outcome(null);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            end(process);
        }
    }

    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /** Passes on what is printed as it comes, characters whole. */
    private static void pass(InputStream from, boolean error, Front front) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE);
        ByteBuffer bytes = ByteBuffer.allocate(1 << 13);
        CharBuffer chars = CharBuffer.allocate(1 << 13);
        try (from) {
            boolean open = true;
            while (open) {
                int read = from.read(bytes.array(), bytes.position(), bytes.remaining());
                open = read >= 0;
                bytes.position(bytes.position() + Math.max(0, read)).flip();
                decoder.decode(bytes, chars, !open);
                bytes.compact();
                String text = chars.flip().toString();
                chars.clear();
                if (!text.isEmpty()) {
                    front.print(error, text);
                }
            }
        } catch (IOException e) {
            // it was ended in the middle of a word
        }
    }
}
