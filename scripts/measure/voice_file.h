/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * For the programs that measure voices: replaces a line of a voice file; the text that is measured.
 */
#ifndef MEASURE_VOICE_FILE_H
#define MEASURE_VOICE_FILE_H

#include "base/file.h"
#include "base/str.h"
#include "data/data.h"

#include <stdlib.h>

/* Replaces the file of a voice. */
static bool voice_file_write(const char *path, struct view content, struct err *err)
{
    struct file_out out;
    if (!file_create(&out, path, err))
        return false;
    return file_write(&out, content.at, content.bytes, err) ? file_commit(&out, err)
                                                            : (file_discard(&out), false);
}

/* Puts "key = value" in place of the line that begins with `key`, else after "gain_db". */
static bool voice_file_set(const char *voice, const char *key, const char *value, struct err *err)
{
    struct text name = {0}, old = {0}, new = {0};
    struct view line;
    text_addf(&name, "%s.voice", voice);
    char *path = data_path("voices", name.at, err);
    bool good = path != NULL && file_read(path, 1 << 20, &old, err), there = false;
    struct view rest = text_view(&old);
    while (good && view_next_line(&rest, &line))
        there = there || view_starts(line, key);
    rest = text_view(&old);
    while (good && view_next_line(&rest, &line)) {
        if (!view_starts(line, key))
            text_addf(&new, "%.*s\n", VIEW_ARGS(line));
        if (view_starts(line, there ? key : "gain_db"))
            text_addf(&new, "%s = %s\n", key, value);
    }
    good = good && voice_file_write(path, text_view(&new), err);
    free(path);
    text_release(&name);
    text_release(&old);
    text_release(&new);
    return good;
}

/* About a minute of plain prose with all kinds of sounds. */
static const char voice_text[] =
    "The boat came round the point a little after six, with its brown sail down and two men at the "
    "oars. "
    "Nobody on the quay had expected it before the evening tide, and nobody was pleased. "
    "Why should they be? The harbour was full, the ice had not come, and the price of herring had "
    "fallen again on Thursday. Old Marten put his hands into his pockets and looked at the sky. "
    "It was the colour of a slate that has been wiped with a sleeve, and it promised more of the "
    "same. "
    "Three gulls sat on the roof of the chandler's shop, just out of reach of a well-thrown stone. "
    "Then the church clock struck the quarter, a door banged, and a girl in a yellow coat ran down "
    "the "
    "steps so quickly that her basket lost half its apples. They rolled across the cobbles, over "
    "the edge, "
    "and into the water with small, round, cheerful sounds. She did not stop to look. "
    "She had seen who was sitting in the stern of the boat, and for eleven years she had been "
    "waiting to "
    "ask him a question.";

#endif
