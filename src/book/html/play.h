/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to html. Plays whose markup says who speaks: z3998:persona and z3998:stage-direction
 * (Standard Ebooks, DAISY), and the classes that TEI and similar tools use.
 */
#ifndef BOOK_HTML_PLAY_H
#define BOOK_HTML_PLAY_H

#include <stdbool.h>

struct markup_lists;
struct open_element;
struct walk;
struct xml_node;

/* A stage direction by its type or class. */
bool html_is_direction(const struct markup_lists *lists, const struct xml_node *node);
/* A speaker's name by its type or class. */
bool html_is_speaker(const struct markup_lists *lists, const struct xml_node *node);

/* The next three are called with an element that is about to be pushed on the walk. */

/* A persona becomes the speaker of the row, or of the block that it begins. */
void html_set_persona(struct walk *walk, struct open_element *element);
/* A stage direction inside a speech is the narrator's, unless it would cut off part of a word or a
 * full stop. */
void html_set_direction(const struct walk *walk, struct open_element *element);
/* A row of a play whose cell for the name is empty, or that is verse without one: the previous
 * speaker goes on. So he does where the cell with his name spans several rows. */
void html_set_row(struct walk *walk, struct open_element *element);

#endif
