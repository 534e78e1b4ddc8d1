/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as the one voice of a folder of voices. */
#include "fuzz.h"

#include "script/casting/voice.h"

#include <string.h>
#include <sys/stat.h>

/* A folder with an empty folder voices in it, which the program takes for its own. */
static void make_folder(char path[64])
{
    char folder[] = "/tmp/lectern-fuzz-XXXXXX", voices[48];
    struct err err = {.text = "no folder in /tmp"};
    fuzz_need(mkdtemp(folder) != NULL, &err);
    snprintf(voices, sizeof voices, "%s/voices", folder);
    snprintf(path, 64, "%s/one.voice", voices);
    fuzz_need(mkdir(voices, 0700) == 0 && setenv("LECTERN_DATA", folder, 1) == 0, &err);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count)
{
    static char path[64];
    struct err err = {0};
    if (path[0] == '\0')
        make_folder(path);
    FILE *file = fopen(path, "w");
    fuzz_need(file != NULL && fwrite(bytes, 1, count, file) == count && fclose(file) == 0, &err);
    struct voices *voices = voices_load(&err);
    remove(path);
    fuzz_need_or(voices != NULL, ERR_SETUP, &err);
    if (voices != NULL) {
        const struct voice *voice = &voices->items[0];
        struct err far = {.text = "a voice is far from itself"};
        fuzz_need(voice_distance(voice, voice) < 1e-9, &far);
        voice_speaks(voice, "en-GB");
        voice_has_tag(voice, "narrator");
    }
    voices_free(voices);
    return 0;
}
