/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/metadata.h"

static const struct field {
    const char *name; /* in a script file; NULL: not written there */
    size_t offset;
} fields[] = {
    {"title", offsetof(struct metadata, title)},
    {"author", offsetof(struct metadata, author)},
    {"language", offsetof(struct metadata, language)},
    {"subtitle", offsetof(struct metadata, subtitle)},
    {"narrator", offsetof(struct metadata, narrator)},
    {"date", offsetof(struct metadata, date)},
    {"publisher", offsetof(struct metadata, publisher)},
    {"translator", offsetof(struct metadata, translator)},
    {"illustrator", offsetof(struct metadata, illustrator)},
    {"series", offsetof(struct metadata, series)},
    {"series part", offsetof(struct metadata, series_part)},
    {"second series", offsetof(struct metadata, series2)},
    {"second series part", offsetof(struct metadata, series2_part)},
    {"subjects", offsetof(struct metadata, subjects)},
    {"copyright", offsetof(struct metadata, copyright)},
    {"title sort", offsetof(struct metadata, title_sort)},
    {"author sort", offsetof(struct metadata, author_sort)},
    {"identifier", offsetof(struct metadata, identifier)},
    {"isbn", offsetof(struct metadata, isbn)},
    {"description", offsetof(struct metadata, description)},
    {NULL, offsetof(struct metadata, genre)},
};

enum { FIELD_COUNT = sizeof fields / sizeof fields[0], WRITTEN_COUNT = FIELD_COUNT - 1 };

_Static_assert(FIELD_COUNT == sizeof(struct metadata) / sizeof(char *), "a field has no row");

static const char **place(struct metadata *metadata, size_t field)
{
    return (const char **)((char *)metadata + fields[field].offset);
}

void metadata_override(struct metadata *metadata, const struct metadata *stronger)
{
    for (size_t i = 0; i < FIELD_COUNT; i++) {
        const char *value = metadata_field(stronger, i);
        if (value != NULL)
            *place(metadata, i) = value;
    }
}

size_t metadata_field_count(void)
{
    return WRITTEN_COUNT;
}

const char *metadata_field_name(size_t field)
{
    return fields[field].name;
}

const char *metadata_field(const struct metadata *metadata, size_t field)
{
    return *(const char *const *)((const char *)metadata + fields[field].offset);
}

const char **metadata_field_named(struct metadata *metadata, struct view name)
{
    for (size_t i = 0; i < WRITTEN_COUNT; i++)
        if (view_is(name, fields[i].name))
            return place(metadata, i);
    return NULL;
}
