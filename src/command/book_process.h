/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to command/: the process that renders one book of a shelf (shelf.h).
 */
#ifndef COMMAND_BOOK_PROCESS_H
#define COMMAND_BOOK_PROCESS_H

#include "base/err.h"
#include "base/permits.h"
#include "command/book_list.h"

#include <stdbool.h>
#include <sys/types.h>

struct options;
struct shelf_names;

struct book_process {
    const struct options *options;
    const struct listed_book *book;
    const char *target;              /* NULL: ask for it, see CHANNEL_NAME */
    const struct shelf_names *names; /* for its wish */
    struct permit_holder permits;
    const int *others; /* descriptors of the shelf that are not for this process; -1: none */
    size_t other_count;
};

/*
 * Starts it. It ends when we do, and by the signals that end us. *descriptor is our end of its
 * channel, which it closes by ending. Errors: ERR_SYSTEM.
 */
bool book_process_start(const struct book_process *process, pid_t *pid, int *descriptor,
                        struct err *err);

/* Ends it if it has not ended. Unless `told` (it has said that itself), `err` says how it ended. */
void book_process_end(pid_t pid, bool told, struct err *err);

#endif
