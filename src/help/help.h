/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to help/, the room of the commands help, completions and version (command/command.h
 * declares them). All they print comes from the table of options and the list of commands, so no
 * new option or command is forgotten. May use: command, speech (for its version).
 *
 * Tests: test_options; tests/cli/options.sh, help.sh.
 */
#ifndef HELP_HELP_H
#define HELP_HELP_H

#include <stdbool.h>
#include <stddef.h>

/* A command as help shows it. */
struct help_command {
    const char *name, *arguments, *help;
};

/* The commands, in the order of --help; false past the last one. */
bool help_command_at(size_t index, struct help_command *command);

/* Whether an option (its long name) does anything in a command. */
bool help_takes(const char *command, const char *option);

#endif
