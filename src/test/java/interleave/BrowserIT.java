package interleave;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Drives a real Chromium by the scripts in {@code src/test/browser}; screenshots stand in {@code target/screenshots} afterwards, to be looked at.
 */
@DisplayName("In a real browser")
@EnabledIfSystemProperty(named = "full", matches = "true", disabledReason = "drives Chromium: ./mvnw verify -Pfull")
class BrowserIT {
    private static final Path SCRIPTS = Path.of("src/test/browser");
    private static final Path FOLDER = Clone.ROOT.resolve("target/browser");
    private static final Path SCREENSHOTS = Clone.ROOT.resolve("target/screenshots");

    @TempDir
    private Path folder;

    @BeforeAll
    static void install() throws Exception {
        assumeTrue(Clone.has("npm") && Clone.has("node"), "this machine has no Node: apt install nodejs npm");
        assumeTrue(chromium().isPresent(), "this machine has no Chromium: apt install chromium");
        Clone.setUp();
        Files.createDirectories(FOLDER);
        Files.createDirectories(SCREENSHOTS);
        try (Stream<Path> scripts = Files.list(SCRIPTS)) {
            for (Path script : scripts.toList()) {
                Files.copy(script, FOLDER.resolve(script.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Launched npm = new Launched.Program(
                        FOLDER, List.of("npm", "install", "--no-audit", "--no-fund", "--loglevel=error"))
                .run(Clone.PATIENCE);
        assertEquals(0, npm.exitCode(), npm.toString());
    }

    private static Optional<String> chromium() {
        return Stream.of("chromium", "chromium-browser", "google-chrome")
                .filter(Clone::has)
                .findFirst()
                .map(name -> Stream.of(System.getenv("PATH").split(":"))
                        .map(entry -> Path.of(entry, name))
                        .filter(Files::isExecutable)
                        .findFirst()
                        .orElseThrow()
                        .toString());
    }

    private static Launched script(String name, String... arguments) throws Exception {
        List<String> command =
                Stream.concat(Stream.of("node", name), Stream.of(arguments)).toList();
        return new Launched.Program(FOLDER, command).run(Clone.PATIENCE);
    }

    @Test
    @DisplayName("a learner runs lesson 00, interrupts a spin, answers wrongly, takes a hint, answers rightly, sees the"
            + " points and goes on")
    void learner() throws Exception {
        Path settings = Files.createDirectories(folder.resolve("config"));
        Files.writeString(
                settings.resolve("jupyter_lab_config.json"), "{\"LabApp\": {\"expose_app_in_browser\": true}}");
        // the lessons are opened where they stand: nothing may be saved over them
        Path manager = Files.createDirectories(folder.resolve("settings/@jupyterlab/docmanager-extension"));
        Files.writeString(manager.resolve("plugin.jupyterlab-settings"), "{\"autosave\": false}");
        Path solutions = Clone.ROOT.resolve("solutions/00-two-questions");

        inLab(List.of(), address -> {
            Launched walked = script(
                    "lab.mjs",
                    address,
                    chromium().orElseThrow(),
                    SCREENSHOTS.toString(),
                    solutions.resolve("wrong/08-chain-is-fan-out.java").toString(),
                    solutions.resolve("Solution.java").toString());

            assertEquals(0, walked.exitCode(), walked.toString());
        });

        assertTrue(Files.readString(folder.resolve("my-progress.json")).contains("BothAtOnce"));
    }

    @Test
    @DisplayName("one of Oracle's Java notebooks opens from the file browser and runs")
    void oraclesNotebook() throws Exception {
        Path settings = Files.createDirectories(folder.resolve("config"));
        Files.writeString(
                settings.resolve("jupyter_lab_config.json"), "{\"LabApp\": {\"expose_app_in_browser\": true}}");
        Path notebooks = Files.createDirectories(folder.resolve("notebooks"));
        Files.writeString(notebooks.resolve("made.ijnb"), """
            {"nbformat": 4, "nbformat_minor": 5, "metadata": {"language_info": {"name": "java"}}, "cells": [
              {"id": "a1", "cell_type": "markdown", "source": "# Made", "metadata": {"language": "markdown"}},
              {"id": "a2", "cell_type": "code", "source": "int n = 41;\\nn + 1", "metadata": {"language": "java"},
               "execution_count": null, "outputs": []}]}
            """);

        inLab(List.of(notebooks.toString()), address -> {
            Launched opened = script("ijnb.mjs", address, chromium().orElseThrow(), SCREENSHOTS.toString());

            assertEquals(0, opened.exitCode(), opened.toString());
        });
    }

    private interface Visit {
        void to(String address) throws Exception;
    }

    /** Has JupyterLab opened as a learner opens it, with settings and progress of its own. */
    private void inLab(List<String> arguments, Visit visit) throws Exception {
        int port = freePort();
        var command = new ArrayList<>(List.of(
                Clone.ROOT.resolve("interleave").toString(), "open", "--no-browser", "--port", String.valueOf(port)));
        command.addAll(arguments);
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment()
                .put("JUPYTER_CONFIG_PATH", folder.resolve("config").toString());
        builder.environment()
                .put("JUPYTERLAB_WORKSPACES_DIR", folder.resolve("workspaces").toString());
        builder.environment()
                .put("JUPYTERLAB_SETTINGS_DIR", folder.resolve("settings").toString());
        builder.environment()
                .put("INTERLEAVE_PROGRESS", folder.resolve("my-progress.json").toString());
        Process lab = builder.start();
        try (BufferedReader log =
                new BufferedReader(new InputStreamReader(lab.getInputStream(), StandardCharsets.UTF_8))) {
            try {
                String address = address(log, port);
                Thread.ofPlatform().name("jupyterlab-log").daemon().start(() -> drain(log));
                visit.to(address);
            } finally {
                // before its output is closed, which waits for whoever reads it
                lab.destroy();
                if (!lab.waitFor(30, TimeUnit.SECONDS)) {
                    lab.destroyForcibly();
                }
            }
        }
    }

    @Test
    @DisplayName(
            "the site of the whole course has no fault that axe finds, fetches nothing and can be searched, in light"
                    + " and in dark")
    void site() throws Exception {
        Path site = folder.resolve("site");
        Launched built = Clone.interleave("site", site.toString()).run(Clone.PATIENCE);
        assertEquals(0, built.exitCode(), built.toString());

        Launched checked = script("site.mjs", site.toString(), chromium().orElseThrow(), SCREENSHOTS.toString());

        assertEquals(0, checked.exitCode(), checked.toString());
    }

    @Test
    @DisplayName("slides move by keys and buttons and fetch nothing")
    void slides() throws Exception {
        Launched built =
                Clone.interleave("slides", folder.toString(), "00-start-here").run(Clone.PATIENCE);
        assertEquals(0, built.exitCode(), built.toString());

        Launched checked = script(
                "slides.mjs",
                folder.resolve("00-start-here.html").toString(),
                chromium().orElseThrow(),
                SCREENSHOTS.toString());

        assertEquals(0, checked.exitCode(), checked.toString());
    }

    private static String address(BufferedReader log, int port) throws IOException {
        var lines = new StringBuilder();
        String line;
        while ((line = log.readLine()) != null) {
            lines.append(line).append('\n');
            Matcher found = Pattern.compile("http://\\S+:" + port + "/lab\\S*token=\\S+")
                    .matcher(line);
            if (found.find()) {
                return found.group();
            }
        }
        throw new AssertionError("JupyterLab told no address:\n" + lines);
    }

    private static void drain(BufferedReader log) {
        try {
            while (log.readLine() != null) {
                // what the server logs is read, so that it never waits for a reader
            }
        } catch (IOException e) {
            // the server has ended
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
