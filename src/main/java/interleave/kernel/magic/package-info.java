/**
 * Magics: the commands to the kernel that are no Java, {@code %name} on a line or {@code %%name} over a cell, one class each.
 *
 * <p>The door is {@link interleave.kernel.magic.Magics}, which knows them by name; {@link interleave.kernel.magic.Magic} says what each can ask of the cell that it
 * stands in. A new one is a class here and a line there. Those of the course ({@code %exercise}, {@code %grade} …) share {@link interleave.kernel.magic.Practice} and
 * are why {@code course} and {@code grade} may be imported here; nothing in {@code session} knows of them.
 */
package interleave.kernel.magic;
