/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as a template and as what its fields are filled with, one a line: the path stays below
 * its folder, and every file system takes each of its components. */
#include "fuzz.h"

#include "base/metadata.h"
#include "naming/name_template.h"

#include <string.h>

static void need(bool good, const char *what)
{
    struct err err = {0};
    err_set(&err, ERR_SYSTEM, "%s", what);
    fuzz_need(good, &err);
}

static void check_component(struct view name)
{
    need(name.bytes > 0 && name.bytes <= NAME_MAX_BYTES, "length of a component");
    need(strchr(".-", name.at[0]) == NULL, "start of a component");
    need(strchr(". ", name.at[name.bytes - 1]) == NULL, "end of a component");
    for (size_t at = 0; at < name.bytes;) {
        size_t before = at;
        uint32_t rune = rune_next(name, &at);
        need(rune >= 0x20 && rune != 0x7F && rune != RUNE_BAD, "a control or a bad byte");
        need(at > before + 1 || strchr("\\:*?\"<>|", (int)rune) == NULL, "a forbidden mark");
    }
}

static void check_path(struct view path)
{
    size_t slash;
    do {
        slash = view_find(path, "/", 0);
        check_component(view_part(path, 0, slash));
        path = view_part(path, slash + 1, path.bytes);
    } while (path.bytes > 0);
}

/* "" after the last one, and after a NUL. */
static const char *next_line(char **rest)
{
    const char *line = strsep(rest, "\n");
    return line != NULL ? line : "";
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count)
{
    struct text lines = {0}, path = {0}, key = {0}, again = {0};
    struct err err = {0};
    text_add(&lines, (const char *)bytes, count);
    text_add_char(&lines, '\n');
    char *rest = lines.at;
    struct view template = view_of(next_line(&rest));
    struct metadata metadata = {.title = next_line(&rest),
                                .author = next_line(&rest),
                                .series = next_line(&rest),
                                .series_part = next_line(&rest),
                                .date = next_line(&rest)};
    const char *stem = next_line(&rest), *folder = next_line(&rest);
    struct name_source source = {&metadata, stem, folder, "01", metadata.title};
    if (name_template_check(template, true, &err)) {
        name_template_fill(template, &source, &path);
        check_path(text_view(&path));
        name_key(text_view(&path), &key);
        name_key(text_view(&key), &again);
        need(view_equal(text_view(&key), text_view(&again)), "a key is its own key");
    } else {
        fuzz_need_or(false, ERR_USAGE, &err);
    }
    text_release(&lines);
    text_release(&path);
    text_release(&key);
    text_release(&again);
    return 0;
}
