// attack: hides the test behind a class of the same name; weak: points; guarded: compile; plain: compile; landlock:
// compile; bubblewrap: compile; test: three
package exercise;

public class SumTest {
    public void three() {}
}

class A implements Sum {
    public int of(List<Integer> n) {
        return 99;
    }

    public List<Integer> doubled(List<Integer> n) {
        return n;
    }

    public int weighed(Scale s) {
        return 0;
    }
}
