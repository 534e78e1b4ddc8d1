/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "help/help.h"

#include "base/str.h"
#include "command/command.h"

#include <string.h>

/* What every command takes, what opens a book, and what decides who reads it and how. */
#define ALL  "no-sandbox no-config quiet verbose help version "
#define BOOK ALL "read notes image-texts credits language title author profile "
#define READERS                                                                                    \
    BOOK "voice cast single-voice one-language margin chapters from to lexicon narrator "
#define SPEECH                                                                                     \
    "bitrate sample-rate quality chime chime-gain intro outro room-tone lead-in lead-out rate "    \
    "loudness gain pauses pause lexicon jobs force cache cache-limit no-cache keep-going "         \
    "progress "

/* A command of which nothing stands here takes what ALL has. */
static const struct {
    const char *command, *options;
} taken[] = {
    {"chapters", READERS "rate pauses pause "},
    {"words", READERS},
    {"cast", READERS "output force "},
    {"script", READERS "output force "},
    {"segment", READERS "rate pauses pause "},
    {"voices", ALL SPEECH "say output language profile "},
    {"info", ALL "json measure picture "},
    {"text", ALL "language "},
};

bool help_takes(const char *command, const char *option)
{
    const char *options = ALL;
    for (size_t i = 0; i < sizeof taken / sizeof taken[0]; i++)
        if (strcmp(taken[i].command, command) == 0)
            options = taken[i].options;
    size_t bytes = strlen(option);
    for (const char *at = options; *at != '\0'; at += strcspn(at, " ") + 1)
        if (strcspn(at, " ") == bytes && memcmp(at, option, bytes) == 0)
            return true;
    return false;
}

#define HELP_ROW(name, arguments, only_prints, help) {#name, arguments, help},

bool help_command_at(size_t index, struct help_command *command)
{
    static const struct help_command commands[] = {COMMANDS(HELP_ROW)};
    if (index >= sizeof commands / sizeof commands[0])
        return false;
    *command = commands[index];
    return true;
}
