/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * DOOR of book/scriptfile: the reader of script files: a whole book as a text that is pleasant to
 * edit and says who speaks; and of texts written by hand that use the same cues. `lectern script`
 * writes script files (script/write/scriptfile.h).
 *
 * Uses book.h, book/input and book/wording. Tests: unit/test_scriptfile, cli/script, fuzzers script
 * and tagged.
 *
 *     [script]                             the first line; then what the book is
 *     title = The Boat
 *     author = A. Writer
 *     language = en-GB
 *     cover = boat.jpg                     a picture beside the file, or an EPUB with one
 *     pause = sentence=500,paragraph=900   as the option --pause; only what is not the default
 *
 *     [cast]                               who speaks, with which voice: as in a cast file, see
 *     [Anna]                               script/casting/castfile.h
 *     voice = woman-clear
 *
 *     [text]                               from here on it is the text
 *
 *     # Chapter 1: The Boat                a chapter; ## is one inside it, and so on
 *
 *     [heading] CHAPTER I                  read as a heading. After a chapter's line it is read
 *                                          instead of the title; elsewhere it begins no chapter
 *     A paragraph. Blank lines             line breaks are blanks, here as anywhere: `lectern
 *     separate paragraphs.                 script` begins a line at each sentence and speaker
 *     [Anna] “Stop,”                       Anna speaks, to the next cue or the paragraph's end;
 *     [narrator] said Anna.                every paragraph begins with the narrator
 *     [Anna?] “Now.”                       the question mark says that lectern was not sure
 *     [Anna, thought] Never!               or: letter (read out), speech; the sound is the same
 *     [pause: 1.5]                         seconds; also 800ms. Alone between paragraphs, or inside
 *     * * *                                a scene break; also ***, ---, [break]
 *     | a line of verse                    a line break that is heard
 *     > a letter                           each line of it
 *     - an item of a list                  its first line
 *     a line\                              a backslash at its end: the line break is kept
 *     [chapter: Title]                     a chapter without a heading; [chapter 2: Title] is one
 *                                          inside it
 *     [say:nemo]Naimo[/say]                reads "nemo" there; [say:] reads nothing
 *     [phonemes:n'i:moU]Naimo[/phonemes]   eSpeak NG's mnemonics
 *     [language:fr]mot[/language]          a word of another language
 *     // a comment                         a line that is not read
 *     \[ \\ \#                             a backslash makes the next character plain text, also
 *                                          in a bracket: [say:a\]b]
 *
 * Understood as well, with or without [script]:
 *     Anna: “Stop.”                        at the start of a line, when the cast knows Anna
 *     [voice:Anna] ... [/voice]            over several paragraphs
 *     <<VOICE:Anna>>                       to the next one
 *     <<CHAPTER_MARKER:Title>>             the same as [chapter: Title]
 * The name of a voice may be written instead of a speaker.
 *
 * Without "[script]" a text is a script file when it has [voice:...] and [/voice], <<VOICE:...>>,
 * <<CHAPTER_MARKER:...>> or [pause:...], or [Anna] at the start of a line with Anna in the cast
 * file. Then only these are cues, and other brackets are text. When none of them names a speaker,
 * the speakers are found as in any other text. A paragraph that is a plain heading ("CHAPTER IV")
 * begins a chapter, too, or is the heading of the chapter whose mark is just before it.
 */
#ifndef BOOK_SCRIPTFILE_SCRIPTFILE_H
#define BOOK_SCRIPTFILE_SCRIPTFILE_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>

struct book;
struct book_options;

/* True for a script file that needs no cast file to be recognised as one. */
bool scriptfile_matches(struct view bytes);
/* True when a line begins with [NAME], or, if `labels`, with "NAME: ", for one of these names. The
 * list ends with NULL; may be NULL. */
bool scriptfile_has_speaker(struct view bytes, const char *const *speakers, bool labels);
/*
 * Reads `bytes`, whose memory is taken over. Title and author are NULL when the file does not have
 * them; the language is always set. The caller frees the book. NULL with ERR_INPUT; for these the
 * message has the line and what to write: a line of the first part that is not "key = value" or has
 * an unknown key; a bracket without an end; a pause that is not a length; an empty title. `path` is
 * for messages. Whether a cue names an existing speaker or voice is checked in script/.
 */
struct book *scriptfile_read(const char *path, struct text *bytes,
                             const struct book_options *options, struct err *err);

#endif
