/** What holds for the project as a whole: its architecture, its launcher. */
@NullMarked
package dev.leadline;

import org.jspecify.annotations.NullMarked;
