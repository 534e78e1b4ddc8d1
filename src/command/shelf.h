/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to command/: several books, or one in a folder of results.
 *
 * The shelf renders each book in a process of its own (book_process.h), by the same code as a
 * single book, so a crash, an error or a hostile book harms only itself and memory stays flat. The
 * shelf itself reads no book, so only its system calls are confined (sandbox_enter_supervisor). It
 * shares the processors among them by permits (base/permits.h): a book's process is started with
 * one, for reading; then each of its workers needs one. A further book is started as soon as a
 * permit is free that no running book wants, so no processor is idle at the end of a book. Only the
 * shelf writes to the terminal: the books send it their messages (book_channel.h), and ask it for
 * their names (shelf_names.h), which are given in the order of the list (book_list.h).
 */
#ifndef COMMAND_SHELF_H
#define COMMAND_SHELF_H

#include "base/err.h"

#include <stdbool.h>

struct options;

/* More than one word, or an option that only several books or a folder of results need. */
bool shelf_is_asked_for(const struct options *options, char **words, int count);

/*
 * Renders them, or with --dry-run says what would be written where. Each failure is printed at
 * once. Errors: ERR_BOOKS: some failed, and `err` names them. When all failed in the same way, the
 * kind of error is that one. Those of book_list_make and shelf_names_make.
 */
bool shelf_render(const struct options *options, char **words, int count, struct err *err);

#endif
