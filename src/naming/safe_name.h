/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to naming/: one component of a path that Linux, macOS, Windows and the file systems of
 * memory cards take, and that no program takes for an option or hides.
 */
#ifndef NAMING_SAFE_NAME_H
#define NAMING_SAFE_NAME_H

#include "base/str.h"

/*
 * Appends the component that `v` becomes; nothing when nothing is left. In this order:
 *   - it is normalised to NFC, the form that all systems but Apple's old one keep;
 *   - / \ | become "-"; ":" becomes " -" before a blank, nothing at the
 *     end, and else "-"; a double quotation mark an
 *     apostrophe; * ? < > and invisible characters (controls, directions, marks of width zero but
 *     for the joiners) are left out; bytes that are not UTF-8 become "_"; white space, one blank;
 *   - blanks, dots and hyphens at its start go, and blanks and dots at its end (Windows);
 *   - it is cut to NAME_MAX_BYTES, not inside a character or before a mark that belongs to one;
 *   - names of devices (CON, NUL, COM1; also "nul.x") get a "_".
 */
void safe_name_add(struct view v, struct text *name);

/* Appends `v` in NFC. */
void safe_name_add_nfc(struct view v, struct text *out);
/* Appends `v` in NFC, without regard to case. */
void safe_name_add_folded(struct view v, struct text *out);

/* Appends its letters and digits alone, in ASCII and lower case, without accents: "Les Misérables"
 * is "lesmiserables". Other letters are left out. */
void safe_name_add_plain(struct view v, struct text *out);

#endif
