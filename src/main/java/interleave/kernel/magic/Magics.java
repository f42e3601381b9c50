package interleave.kernel.magic;

import interleave.kernel.session.Cell;
import interleave.kernel.session.GuestReports;
import interleave.kernel.session.Outcome;
import interleave.kernel.session.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The magics there are, by name. */
public final class Magics {
    private static final Pattern NAME = Pattern.compile("\\s*%%?(\\w+)");

    private final Map<String, Magic> byName = new LinkedHashMap<>();
    /** The names of those that the notebook brought along, which run where its cells do. */
    private final Set<String> own = new ConcurrentSkipListSet<>();

    /**
     * All of them.
     *
     * @param practice what is remembered of the exercise that is being worked on
     * @param words how threads are told of
     * @param cells the cells by id
     */
    public Magics(Practice practice, Settings settings, GuestReports words, Function<Integer, @Nullable Cell> cells) {
        this(List.of(
                new ExerciseMagic(practice),
                new AnswerMagic(practice),
                new GradeMagic(practice),
                new HintMagic(practice),
                new SolutionMagic(practice),
                new ProgressMagic(practice),
                new JvmMagic(),
                new MavenMagic(settings),
                new ClassPathMagic(),
                new LoadMagic(),
                new TimeMagic(),
                new TimelineMagic(),
                new ShellMagic(),
                new JshellMagic(),
                new ThreadsMagic(words, cells),
                new StopMagic(words, cells),
                new WatchMagic()));
    }

    Magics(List<Magic> magics) {
        for (Magic magic : magics) {
            for (String name : magic.names()) {
                byName.put(name, magic);
            }
        }
    }

    /** A cell has brought a magic along. On any thread. */
    public void addOwn(String name) {
        own.add(name);
    }

    /** Whether a cell has brought a magic of this name along, which none of ours has. */
    public boolean isOwn(String name) {
        return own.contains(name) && !byName.containsKey(name);
    }

    /** The names that begin so, in order. */
    public List<String> beginningWith(String begin) {
        return Stream.concat(byName.keySet().stream(), own.stream())
                .distinct()
                .filter(name -> name.startsWith(begin))
                .sorted()
                .toList();
    }

    /** The magic of this name; null when there is none. */
    @Nullable
    public Magic byName(String name) {
        return byName.get(name);
    }

    /** The magic whose name the cursor is on; null when it is on none. */
    @Nullable
    public Magic at(String code, int cursor) {
        Matcher name = NAME.matcher(code).region(code.lastIndexOf('\n', cursor - 1) + 1, code.length());
        return name.lookingAt() && cursor <= name.end() ? byName.get(name.group(1)) : null;
    }

    /** What is said of a name that no magic has. */
    public Outcome.Failed unknown(String name, String sign) {
        String nearest = "";
        int least = Math.max(2, name.length() / 2) + 1;
        for (String known : byName.keySet()) {
            int distance = distance(name.toLowerCase(Locale.ROOT), known.toLowerCase(Locale.ROOT));
            if (distance < least) {
                least = distance;
                nearest = known;
            }
        }
        List<String> names = new ArrayList<>(byName.keySet());
        String remedy = nearest.isEmpty()
                ? "There are: "
                        + String.join(
                                ", ", names.stream().map(known -> "%" + known).toList()) + "."
                : "Did you mean " + sign + nearest + "?";
        return Outcome.Failed.of("UnknownMagic", "There is no magic " + sign + name + ". " + remedy);
    }

    /** Letters to add, remove or change to get from one word to the other. */
    private static int distance(String from, String to) {
        int[] previous = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int[] row = new int[to.length() + 1];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int change = previous[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(change, 1 + Math.min(previous[j], row[j - 1]));
            }
            previous = row;
        }
        return previous[to.length()];
    }
}
