/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Script files: a whole book as a text that is pleasant to edit, with who says what; and texts by
 * hand that use the same tags. `lectern script` writes them (script/scriptfile.h). Private to
 * book/.
 *
 *     [script]                             the first line; below it what the book is
 *     title = The Boat
 *     author = A. Writer
 *     language = en-GB
 *     cover = boat.jpg                     a picture beside the file, or the EPUB that has it
 *     pause = sentence=500,paragraph=900   as the option --pause; only what is not as usual
 *
 *     [cast]                               who speaks, with which voice: as in a cast file, see
 *     [Anna]                               script/castfile.h
 *     voice = woman-clear
 *
 *     [text]                               from here on it is the text
 *
 *     # Chapter 1: The Boat                a chapter; ## is one inside it, and so on
 *
 *     [heading] CHAPTER I                  read as a heading. Behind a chapter's line it is read
 *                                          instead of the title; else it begins no chapter
 *     A paragraph. Blank lines part        line breaks are blanks, here as anywhere: `lectern
 *     paragraphs.                          script` begins a line at each sentence and speaker
 *     [Anna] “Stop,”                       Anna speaks, to the next tag or the paragraph's end;
 *     [narrator] said Anna.                every paragraph begins with the narrator
 *     [Anna?] “Now.”                       the question mark says that lectern was not sure
 *     [Anna, thought] Never!               or: letter (read out), speech. It changes no sound
 *     [pause: 1.5]                         seconds; also 800ms. Alone between paragraphs, or inside
 *     * * *                                a change of scene; also ***, ---, [break]
 *     | a line of verse                    a line break that is heard
 *     > a letter                           each line of it
 *     - an item of a list                  its first line
 *     a line\                              a backslash at its end: the line break is kept
 *     [chapter: Title]                     a chapter without a heading; [chapter 2: Title] is below
 *     [say:nemo]Naimo[/say]                read "nemo" there; [say:] reads nothing
 *     [phonemes:n'i:moU]Naimo[/phonemes]   eSpeak NG's mnemonics
 *     [language:fr]mot[/language]          a word of another language
 *     // a comment                         a line that is not read
 *     \[ \\ \#                             a backslash makes the next character plain text, also
 *                                          in a tag: [say:a\]b]
 *
 * Understood as well, with or without the first part:
 *     Anna: “Stop.”                        at the start of a line, when the cast knows Anna
 *     [voice:Anna] ... [/voice]            over several paragraphs
 *     <<VOICE:Anna>>                       to the next one
 *     <<CHAPTER_MARKER:Title>>             the same as [chapter: Title]
 * Where a speaker is meant, the name of a voice may stand too.
 *
 * Without "[script]" a text is taken for one with tags when it has [voice:...] and [/voice],
 * <<VOICE:...>>, <<CHAPTER_MARKER:...>> or [pause:...], or [Anna] at the start of a line with Anna
 * in the cast file. Then only these are tags, and other brackets are text. When none of them names
 * a speaker, who speaks is found as in any other text. A paragraph that is a plain heading
 * ("CHAPTER IV") begins a chapter as well, or is the heading of the chapter whose mark stands just
 * before it.
 */
#ifndef BOOK_SCRIPTFILE_SCRIPTFILE_H
#define BOOK_SCRIPTFILE_SCRIPTFILE_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>

struct book;
struct book_options;

bool scriptfile_matches(struct view bytes);
/* True when a line begins with the tag of one of these names (NULL-terminated; may be NULL), or,
 * if `labels`, with "NAME: ". */
bool scriptfile_has_speaker(struct view bytes, const char *const *speakers, bool labels);
/*
 * As a reader of book/ (see reader.h). Errors (ERR_INPUT) name the line and say what to write: a
 * line of the first part that is no "key = value" or an unknown key; a bracket that does not close;
 * a pause that is no length. Whether somebody of a tag's name exists is not known here: see
 * script/cued.h.
 */
struct book *scriptfile_read(const char *path, struct text *bytes,
                             const struct book_options *options, struct err *err);

#endif
