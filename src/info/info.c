/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "info/info.h"

#include "base/file.h"
#include "info/check.h"
#include "info/frames.h"
#include "info/id3_reader.h"
#include "info/source.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

const char *info_text(const struct info *info, const char *id)
{
    for (size_t i = 0; i < info->tag.text_count; i++)
        if (strcmp(info->tag.texts[i].id, id) == 0)
            return info->tag.texts[i].value;
    return NULL;
}

static bool read_source(struct source *source, const char *name, struct info *info, struct err *err)
{
    *info = (struct info){.arena = arena_new(), .bytes = source->bytes};
    uint64_t from = id3_read(source, info->arena, &info->tag);
    if (!frames_walk(source, from, &info->audio))
        return err_set(err, ERR_INPUT,
                       "%s: is not an MP3: it has no frames of MPEG audio, Layer III", name);
    check_lengths(info);
    check_faults(info);
    return true;
}

bool info_read(const char *path, struct info *info, struct err *err)
{
    struct stat status;
    *info = (struct info){0};
    int descriptor = file_open(path, SIZE_MAX, err);
    if (descriptor < 0)
        return false;
    if (fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode)) {
        close(descriptor);
        return err_set(err, ERR_INPUT, "%s: is not a file; info needs one, to look at its end",
                       path);
    }
    struct source source = {.descriptor = descriptor, .bytes = (uint64_t)status.st_size};
    source.window = mem_alloc(SOURCE_WINDOW_BYTES);
    bool good = read_source(&source, path, info, err);
    free(source.window);
    close(descriptor);
    return good;
}

bool info_read_bytes(const void *bytes, size_t count, struct info *info, struct err *err)
{
    struct source source = {.descriptor = -1, .memory = bytes, .bytes = count};
    return read_source(&source, "the memory", info, err);
}

void info_release(struct info *info)
{
    id3_reader_release(&info->tag);
    free(info->faults);
    if (info->arena != NULL)
        arena_free(info->arena);
    *info = (struct info){0};
}
