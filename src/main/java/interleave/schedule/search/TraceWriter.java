package interleave.schedule.search;

import interleave.schedule.message.Packed;
import interleave.schedule.message.Place;
import interleave.schedule.message.Wire;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Trace} as plain data. A thread is a candidate at many steps with the same operation, so candidates are listed once, as
 * {@code [task, actor, object, member, write, label, place, time, wanted]}, and choices are numbers: {@code [own, chosen, number of candidates, candidate…]}, one after
 * another.
 */
final class TraceWriter {
    private final Map<Trace.Candidate, Integer> known = new LinkedHashMap<>();

    Map<String, @Nullable Object> write(Trace trace) {
        var numbers = new Packed();
        for (Trace.Choice choice : trace.choices()) {
            numbers.add(choice.own());
            numbers.add(choice.chosen());
            numbers.add(choice.candidates().size());
            for (Trace.Candidate candidate : choice.candidates()) {
                numbers.add(number(candidate));
            }
        }
        var wishes = new Packed();
        for (Trace.Candidate wish : trace.wishes()) {
            wishes.add(number(wish));
        }
        var map = new HashMap<String, @Nullable Object>();
        map.put("end", trace.end().name());
        map.put("message", trace.message());
        map.put("candidates", known.keySet().stream().map(TraceWriter::of).toList());
        map.put("choices", numbers.toBytes());
        map.put("heldBack", trace.heldBack());
        map.put("stuck", trace.stuck());
        map.put("wishes", wishes.toBytes());
        map.put("initially", trace.initially());
        map.put("steps", trace.steps().stream().map(Trace.Told::toMap).toList());
        return map;
    }

    private int number(Trace.Candidate candidate) {
        Integer number = known.putIfAbsent(candidate, known.size());
        return number == null ? known.size() - 1 : number;
    }

    private static List<@Nullable Object> of(Trace.Candidate candidate) {
        Trace.Operation operation = candidate.operation();
        Place place = operation.place();
        var list = new ArrayList<@Nullable Object>();
        list.add((long) candidate.task());
        list.add(candidate.actor());
        list.add((long) operation.object());
        list.add(operation.member());
        list.add(operation.write());
        list.add(operation.label());
        list.add(place == null ? null : place.toMap());
        list.add(candidate.isTime());
        list.add((long) candidate.wanted());
        return list;
    }

    static Trace read(Map<?, ?> map) {
        var candidates = new ArrayList<Trace.Candidate>();
        for (Object each : Wire.elements(map, "candidates")) {
            if (!(each instanceof List<?> list)
                    || list.size() != 9
                    || !(list.get(0) instanceof Long task)
                    || !(list.get(1) instanceof String actor)
                    || !(list.get(2) instanceof Long object)
                    || !(list.get(3) instanceof String member)
                    || !(list.get(4) instanceof Boolean write)
                    || !(list.get(5) instanceof String label)
                    || !(list.get(7) instanceof Boolean time)
                    || !(list.get(8) instanceof Long wanted)) {
                throw Wire.wrong(map, "candidates", "a list of candidates");
            }
            Place place = list.get(6) instanceof Map<?, ?> found ? Place.fromMap(found) : null;
            candidates.add(new Trace.Candidate(
                    Math.toIntExact(task),
                    actor,
                    time,
                    Math.toIntExact(wanted),
                    new Trace.Operation(Math.toIntExact(object), member, write, label, place)));
        }
        return new Trace(
                Wire.choice(map, "end", Trace.End.class),
                Wire.text(map, "message"),
                choices(map, candidates),
                Boolean.TRUE.equals(map.get("heldBack")),
                Boolean.TRUE.equals(map.get("stuck")),
                wishes(map, candidates),
                Wire.text(map, "initially"),
                Wire.list(map, "steps", Trace.Told::fromMap));
    }

    private static List<Trace.Candidate> wishes(Map<?, ?> map, List<Trace.Candidate> candidates) {
        try {
            return Wire.integers(map, "wishes").stream().map(candidates::get).toList();
        } catch (IndexOutOfBoundsException e) {
            throw Wire.wrong(map, "wishes", "a list of candidates");
        }
    }

    private static List<Trace.Choice> choices(Map<?, ?> map, List<Trace.Candidate> candidates) {
        List<Integer> numbers = Wire.integers(map, "choices");
        var choices = new ArrayList<Trace.Choice>();
        try {
            for (int i = 0; i < numbers.size(); ) {
                int own = numbers.get(i);
                int chosen = numbers.get(i + 1);
                int end = Math.addExact(i + 3, numbers.get(i + 2));
                choices.add(new Trace.Choice(
                        numbers.subList(i + 3, end).stream()
                                .map(candidates::get)
                                .toList(),
                        own,
                        chosen));
                i = end;
            }
        } catch (IndexOutOfBoundsException | ArithmeticException | IllegalArgumentException e) {
            throw Wire.wrong(map, "choices", "a list of choices");
        }
        return choices;
    }
}
