/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as an entry of the cache, as the reply of a take in it, as what it knows of a file, and
 * as an MP3 that may be ours. */
#include "fuzz.h"

#include "audio/mp3.h"
#include "base/mem.h"
#include "cache/cache.h"
#include "cache/entry.h"
#include "command/recipe.h"
#include "speech/render.h"
#include "speech/speech.h"
#include "track/track.h"

#include <string.h>
#include <sys/stat.h>

static void ignore(void *context, const char *sentence)
{
    (void)context;
    (void)sentence;
}

/* A folder of our own, and in it a file whose record the fuzzer writes. */
static struct cache *open_cache(char target[64])
{
    static char folder[] = "/tmp/lectern-fuzz-XXXXXX";
    struct err err = {.text = "no folder in /tmp"};
    fuzz_need(mkdtemp(folder) != NULL, &err);
    snprintf(target, 64, "%s/target", folder);
    FILE *file = fopen(target, "w");
    fuzz_need(file != NULL && fputs("x", file) >= 0 && fclose(file) == 0, &err);
    struct cache_settings settings = {.folder = folder, .warn = ignore};
    return cache_open(&settings);
}

static void as_entry(struct view bytes, const struct cache_key *key)
{
    entry_is_intact(bytes, key);
    struct text whole = {0};
    unsigned char head[ENTRY_HEAD_BYTES];
    entry_head(head, key, bytes);
    text_add(&whole, (const char *)head, sizeof head);
    text_add_view(&whole, bytes);
    struct err err = {.text = "an entry is not what was written"};
    fuzz_need(entry_is_intact(text_view(&whole), key), &err);
    text_release(&whole);
}

/* As MP3, and as samples. */
static void as_reply(struct view bytes)
{
    static struct mp3 *mp3;
    static struct text silent[2];
    struct err err = {0};
    struct speech_settings settings = speech_defaults;
    if (mp3 == NULL) {
        mp3 = mp3_open(settings.rate_hz, settings.bitrate_kbps, settings.quality, &err);
        fuzz_need(mp3 != NULL && mp3_silent_frames(settings.rate_hz, settings.bitrate_kbps,
                                                   settings.quality, silent, &err),
                  &err);
    }
    struct render render = {.mp3 = mp3,
                            .settings = &settings,
                            .silent = {text_view(&silent[0]), text_view(&silent[0])}};
    struct take_reply reply;
    if (render_read_reply(&render, NULL, bytes, &reply))
        render_reply_is_whole(&render, &reply);
    settings.encode = false;
    render.mp3 = NULL;
    if (render_read_reply(&render, NULL, bytes, &reply))
        render_reply_is_whole(&render, &reply);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count)
{
    static struct cache *cache;
    static char target[64];
    if (cache == NULL)
        cache = open_cache(target);
    struct view all = {(const char *)bytes, count};
    struct cache_key key = cache_key_of("target", view_of(target)), recipe = {{0}};
    as_entry(all, &key);
    as_reply(all);
    cache_put(cache, &key, all);
    recipe_examine(cache, &recipe, target);
    char path[64];
    int file = fuzz_file(bytes, count, path);
    track_is_own(path);
    close(file);
    return 0;
}
