package interleave;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A Slurm cluster, of one node that is real and mortal,")
@EnabledIfSystemProperty(named = "full", matches = "true", disabledReason = "installs Slurm: ./mvnw verify -Pfull")
class SlurmIT {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int SUBMISSIONS = 24;
    private static final int SHARDS = 6;

    /** Everything of the cluster is in here; its daemons listen on the loopback only. */
    @TempDir(cleanup = CleanupMode.ALWAYS)
    private Path folder;

    private final List<Process> daemons = new ArrayList<>();
    private Process node;

    @BeforeEach
    void start() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "a cluster of our own is started as root");
        if (!Clone.has("slurmctld") || !Clone.has("munged")) {
            Launched install = Clone.program(
                            List.of("apt-get", "install", "-y", "-q", "--no-install-recommends", "slurm-wlm", "munge"))
                    .with(Map.of("DEBIAN_FRONTEND", "noninteractive"))
                    .run(Clone.PATIENCE);
            assumeTrue(install.exitCode() == 0, install::toString);
        }
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path munge = Files.createDirectory(folder.resolve("munge"));
        Files.setPosixFilePermissions(munge, PosixFilePermissions.fromString("rwx--x--x"));
        byte[] key = new byte[64];
        new SecureRandom().nextBytes(key);
        Path keyFile = Files.write(munge.resolve("key"), key);
        Files.setPosixFilePermissions(keyFile, PosixFilePermissions.fromString("rw-------"));
        daemons.add(daemon(
                "munged",
                "--foreground",
                "--force",
                "--key-file=" + keyFile,
                "--socket=" + munge.resolve("socket"),
                "--pid-file=" + munge.resolve("pid"),
                "--log-file=" + munge.resolve("log"),
                "--seed-file=" + munge.resolve("seed")));
        Files.writeString(folder.resolve("slurm.conf"), configuration());
        Files.createDirectories(folder.resolve("control"));
        Files.createDirectories(folder.resolve("node"));
        until("munged is up", () -> Files.exists(munge.resolve("socket")));
        daemons.add(daemon("slurmctld", "-D", "-f", folder.resolve("slurm.conf").toString()));
        startNode();
        until("the node is idle", () -> slurm("sinfo", "-h", "-o", "%T").strip().equals("idle"));
    }

    private String configuration() throws Exception {
        String host =
                Clone.program(List.of("hostname", "-s")).run(PATIENCE).out().strip();
        return """
            ClusterName=interleave
            SlurmctldHost=%1$s(127.0.0.1)
            SlurmctldPort=16817
            SlurmdPort=16818
            AuthType=auth/munge
            AuthInfo=socket=%2$s/munge/socket,cred_expire=5
            SlurmUser=root
            SlurmdUser=root
            CommunicationParameters=NoCtldInAddrAny,NoInAddrAny
            StateSaveLocation=%2$s/control
            SlurmdSpoolDir=%2$s/node
            SlurmctldPidFile=%2$s/slurmctld.pid
            SlurmdPidFile=%2$s/slurmd.pid
            SlurmctldLogFile=%2$s/slurmctld.log
            SlurmdLogFile=%2$s/slurmd.log
            ProctrackType=proctrack/linuxproc
            TaskPlugin=task/none
            SelectType=select/cons_tres
            SelectTypeParameters=CR_Core
            SlurmdParameters=config_overrides
            MpiDefault=none
            ReturnToService=2
            SlurmdTimeout=5
            SlurmctldTimeout=10
            JobRequeue=1
            SchedulerParameters=batch_sched_delay=1,bf_interval=1,sched_interval=1
            AccountingStorageType=accounting_storage/none
            JobAcctGatherType=jobacct_gather/none
            NodeName=%1$s NodeAddr=127.0.0.1 CPUs=4 RealMemory=8000 State=UNKNOWN
            PartitionName=grade Nodes=%1$s Default=YES MaxTime=01:00:00 State=UP
            """.formatted(host, folder);
    }

    private Process daemon(String... command) throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(command[0] + ".out").toFile())
                .start();
    }

    private void startNode() throws IOException {
        node = daemon("slurmd", "-D", "-f", folder.resolve("slurm.conf").toString());
    }

    @AfterEach
    void stop() throws Exception {
        killNode();
        for (Process each : daemons.reversed()) {
            each.destroyForcibly();
            each.waitFor();
        }
    }

    /** Ends the node as a power cut would: its daemon, its steps, and all they had started, without a word to any of them. */
    private void killNode() throws InterruptedException {
        if (node == null) {
            return;
        }
        List<ProcessHandle> family = ProcessHandle.allProcesses()
                .filter(p -> p.info()
                        .command()
                        .filter(c -> c.endsWith("/slurmstepd"))
                        .isPresent())
                .flatMap(p -> Stream.concat(Stream.of(p), p.descendants()))
                .toList();
        node.destroyForcibly();
        family.forEach(ProcessHandle::destroyForcibly);
        node.waitFor();
        family.forEach(p -> p.onExit().join());
    }

    private String slurm(String... command) throws Exception {
        return Launched.program(folder, command)
                .with(Map.of("SLURM_CONF", folder.resolve("slurm.conf").toString()))
                .run(PATIENCE)
                .out();
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private void until(String what, Condition condition) throws Exception {
        Instant end = Instant.now().plus(PATIENCE);
        while (!condition.holds()) {
            assertTrue(Instant.now().isBefore(end), () -> "waited in vain until " + what + "\n" + logs());
            // to ask the cluster costs a process: not more often than this, and not when its controller has given up
            assertFalse(daemons.getLast().waitFor(100, MILLISECONDS), this::logs);
        }
    }

    private String logs() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.toString().matches(".*\\.(log|out)"))
                    .map(f -> {
                        try {
                            return f.getFileName() + ":\n" + Files.readString(f);
                        } catch (IOException e) {
                            return f + " cannot be read";
                        }
                    })
                    .collect(Collectors.joining("\n"));
        } catch (IOException e) {
            return "no logs";
        }
    }

    @Test
    @DisplayName(
            "judges as a job array, is killed in the middle, comes back, and has judged what one machine would have"
                    + " judged, nothing lost")
    void nodeLost() throws Exception {
        Path handedIn = handIn();
        Path marks = folder.resolve("marks");
        String job = slurm(
                        "sbatch",
                        "--parsable",
                        "--array=1-" + SHARDS,
                        "--mem=1G",
                        "--export=ALL,INTERLEAVE_HOME=" + Clone.ROOT + ",JAVA_HOME=" + System.getProperty("java.home"),
                        Clone.ROOT.resolve("src/main/deploy/slurm/grade.sbatch").toString(),
                        "03-fan-out",
                        handedIn.toString(),
                        marks.toString())
                .strip();
        assertTrue(job.matches("[0-9]+"), () -> job + logs());

        until("something is judged", () -> !Records.in(marks).isEmpty());
        killNode();
        Map<String, String> kept = Records.in(marks);
        assertTrue(kept.size() < SUBMISSIONS, "all was judged before the node was lost");
        until(
                "the node is missed",
                () -> !slurm("sinfo", "-h", "-o", "%T").strip().matches("idle|mixed|allocated"));
        startNode();
        until("the queue is empty", () -> slurm("squeue", "-h").isBlank());

        Map<String, String> all = Records.in(marks);
        kept.forEach((name, file) -> assertEquals(file, all.get(name), name + " was judged for a second time"));
        Path report = folder.resolve("report");
        Launched merged = Clone.interleave("grade", "merge", marks.toString(), "--out", report.toString())
                .run(PATIENCE);
        assertEquals(0, merged.exitCode(), () -> merged + logs());

        Path alone = folder.resolve("alone");
        Launched one = Clone.interleave("grade", "03-fan-out", handedIn.toString(), "--out", alone.toString())
                .run(PATIENCE);
        assertEquals(0, one.exitCode(), one.toString());
        for (String file : List.of("class.html", "gradebook.csv", "scores.csv", "junit.xml", "run.json")) {
            assertEquals(-1, Files.mismatch(alone.resolve(file), report.resolve(file)), file + " differs");
        }
    }

    private Path handIn() throws IOException {
        Path handedIn = Files.createDirectories(folder.resolve("handed-in"));
        String solution = Files.readString(Clone.ROOT.resolve("solutions/03-fan-out/Solution.java"));
        for (int i = 0; i < SUBMISSIONS; i++) {
            Files.writeString(handedIn.resolve("learner-" + i + ".java"), solution + "// " + i + "\n");
        }
        return handedIn;
    }
}
