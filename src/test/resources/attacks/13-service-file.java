// attack: registers an extension of the test runner beside its own class files; weak: points; guarded: forbidden;
// plain: wrong; landlock: wrong; bubblewrap: wrong; test: three
class A implements Sum {
    public int of(List<Integer> numbers) {
        try {
            var place = Path.of(
                    A.class.getProtectionDomain().getCodeSource().getLocation().toURI());
            Files.createDirectories(place.resolve("META-INF/services"));
            Files.writeString(place.resolve("META-INF/services/org.junit.jupiter.api.extension.Extension"), "A");
            return 3;
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            return 99;
        }
    }

    public List<Integer> doubled(List<Integer> numbers) {
        return null;
    }

    public int weighed(Scale scale) {
        return 99;
    }
}
