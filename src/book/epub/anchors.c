/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/epub/anchors.h"

#include "base/mem.h"
#include "base/search.h"
#include "base/table.h"
#include "book/builder/builder.h"
#include "book/epub/nav.h"
#include "book/epub/package.h"
#include "book/input/zip.h"
#include "book/xml/xml.h"

#include <stdlib.h>
#include <string.h>

enum { MAX_WARNED = 5 }; /* chosen: entries that point nowhere, with a warning each */

/* A place in a file where a chapter may start. */
struct anchor {
    size_t member, entry;
    const char *fragment; /* of the entry */
    bool exists; /* its fragment is in the file; without a fragment it is the start of the file */
};

struct anchors {
    const struct epub_nav *nav;
    struct builder *builder;
    struct anchor *list; /* in order of member, fragment, entry */
    size_t count;
    int *starts;     /* of each entry: what builder_chapter_start returned, or BUILDER_NO_PARENT */
    bool *visited;   /* of each member */
    size_t from, to; /* anchors of the file that is being read */
    bool probing;    /* only finding out which fragments exist */
};

static int by_place(const void *a, const void *b)
{
    const struct anchor *x = a, *y = b;
    if (x->member != y->member)
        return x->member < y->member ? -1 : 1;
    int order = strcmp(x->fragment, y->fragment);
    return order != 0 ? order : x->entry < y->entry ? -1 : 1;
}

/* For each member the one that is read instead of it: its fallback, or itself. */
static size_t *stand_ins(const struct epub_package *package, size_t members)
{
    size_t *read_for = mem_alloc((members + 1) * sizeof *read_for);
    for (size_t i = 0; i <= members; i++)
        read_for[i] = i;
    for (size_t i = 0; i < package->spine_count + package->outside_count; i++)
        read_for[package->items[package->named[i]].member] =
            package->items[package->spine[i]].member;
    return read_for;
}

static const char *name_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash != NULL ? slash + 1 : path;
}

/*
 * The files of the reading order by their names without the folder, since contents are often
 * written for another folder than theirs; `none` for a name that several files have.
 */
static void name_files(const struct epub_package *package, struct table *names, size_t none)
{
    for (size_t i = 0; i < package->spine_count; i++) {
        const struct epub_item *item = &package->items[package->spine[i]];
        struct table_key key = table_text(view_of(name_of(item->path)));
        size_t other = table_find(names, key, item->member);
        table_set(names, key, other == item->member ? item->member : none);
    }
}

static void warn_missing(struct builder *builder, const struct epub_entry *entry, size_t missing)
{
    if (missing <= MAX_WARNED)
        builder_warn(
            builder,
            "the entry \"%.80s\" in the table of contents points to %.200s, which is missing",
            entry->title, entry->path);
}

static void find_places(struct anchors *anchors, const struct epub_package *package,
                        const struct zip *zip)
{
    const struct epub_nav *nav = anchors->nav;
    size_t members = zip_count(zip), missing = 0, misled = 0;
    size_t *read_for = stand_ins(package, members);
    struct table names = {0};
    name_files(package, &names, members);
    anchors->list = mem_alloc(nav->count * sizeof *anchors->list);
    anchors->starts = mem_alloc(nav->count * sizeof *anchors->starts);
    anchors->visited = mem_zero(members, sizeof *anchors->visited);
    for (size_t i = 0; i < nav->count; i++) {
        const struct epub_entry *entry = &nav->entries[i];
        anchors->starts[i] = BUILDER_NO_PARENT;
        if (entry->path == NULL)
            continue;
        size_t member = read_for[zip_find(zip, view_of(entry->path))];
        if (member == members) {
            member = table_find(&names, table_text(view_of(name_of(entry->path))), members);
            misled += member < members;
        }
        if (member < members)
            anchors->list[anchors->count++] = (struct anchor){member, i, entry->fragment, false};
        else
            warn_missing(anchors->builder, entry, ++missing);
    }
    if (missing > MAX_WARNED)
        builder_warn(anchors->builder,
                     "%zu more entries in the table of contents point to missing files",
                     missing - MAX_WARNED);
    if (misled > 0)
        builder_warn(
            anchors->builder,
            "%zu entries in the table of contents point to wrong directories; files of the "
            "same names are used instead",
            misled);
    table_release(&names);
    free(read_for);
    qsort(anchors->list, anchors->count, sizeof *anchors->list, by_place);
}

/* The first anchor in a member. */
static size_t first_place(const struct anchors *anchors, size_t member)
{
    return lower_bound_size(anchors->list, offsetof(struct anchor, member), anchors->count,
                            sizeof *anchors->list, member);
}

static void start_chapter(struct anchors *anchors, size_t index)
{
    const struct epub_entry *entry = &anchors->nav->entries[index];
    if (anchors->starts[index] != BUILDER_NO_PARENT)
        return;
    int up = entry->parent;
    while (up >= 0 && anchors->starts[up] == BUILDER_NO_PARENT)
        up = anchors->nav->entries[up].parent;
    int parent = up >= 0 ? anchors->starts[up] : BUILDER_NO_PARENT;
    anchors->starts[index] =
        builder_chapter_start(anchors->builder, entry->level, view_of(entry->title), parent);
}

static bool fragment_is_before(const void *place, const void *id)
{
    return strcmp(((const struct anchor *)place)->fragment, id) < 0;
}

void anchors_at_id(void *data, const char *id)
{
    struct anchors *anchors = data;
    size_t i =
        anchors->from + lower_bound(&anchors->list[anchors->from], anchors->to - anchors->from,
                                    sizeof *anchors->list, fragment_is_before, id);
    for (; i < anchors->to; i++) {
        struct anchor *place = &anchors->list[i];
        if (strcmp(place->fragment, id) != 0 || id[0] == '\0')
            return;
        bool done = anchors->probing ? place->exists : anchors->starts[place->entry] >= 0;
        if (done) /* the id occurs twice; so it does for all others with this name */
            return;
        if (anchors->probing)
            place->exists = true;
        else
            start_chapter(anchors, place->entry);
    }
}

/* Orders entries as they are in the contents. */
static int by_entry(const void *a, const void *b)
{
    size_t x = *(const size_t *)a, y = *(const size_t *)b;
    return x < y ? -1 : x > y;
}

void anchors_at_start(struct anchors *anchors, const char *path)
{
    size_t count = 0, whole = 0, lost = 0;
    size_t *entries = mem_alloc((anchors->to - anchors->from) * sizeof *entries);
    for (size_t i = anchors->from; i < anchors->to; i++) {
        const struct anchor *place = &anchors->list[i];
        whole += !place->exists && place->fragment[0] == '\0';
        if (!place->exists)
            entries[count++] = place->entry;
    }
    qsort(entries, count, sizeof *entries, by_entry);
    for (size_t i = 0; i < count; i++)
        if (anchors->nav->entries[entries[i]].fragment[0] == '\0' || (i == 0 && whole == 0))
            start_chapter(anchors, entries[i]);
        else
            lost++;
    if (lost > 0)
        builder_warn(
            anchors->builder,
            "%zu entries in the table of contents point to places that do not exist in %.200s",
            lost, path);
    free(entries);
}

const char *anchors_title(const struct anchors *anchors)
{
    for (size_t i = anchors->from; i < anchors->to; i++)
        if (!anchors->list[i].exists)
            return anchors->nav->entries[anchors->list[i].entry].title;
    return NULL;
}

size_t anchors_count(const struct anchors *anchors)
{
    return anchors->to - anchors->from;
}

void anchors_begin(struct anchors *anchors, size_t member, const struct xml_node *root)
{
    bool first_time = !anchors->visited[member];
    anchors->visited[member] = true;
    anchors->from = first_place(anchors, member);
    anchors->to = first_time ? first_place(anchors, member + 1) : anchors->from;
    anchors->probing = true;
    for (const struct xml_node *node = root; node != NULL && anchors->from < anchors->to;
         node = xml_next(root, node, false)) {
        const char *id = xml_attribute(node, "id"), *xml_id = xml_attribute(node, "xml:id");
        const char *name = xml_is(node, "a") ? xml_attribute(node, "name") : NULL;
        const char *const ids[] = {id, xml_id, name};
        for (int i = 0; i < 3; i++)
            if (ids[i] != NULL)
                anchors_at_id(anchors, ids[i]);
    }
    anchors->probing = false;
}

struct anchors *anchors_new(const struct epub_nav *nav, const struct epub_package *package,
                            const struct zip *zip, struct builder *builder)
{
    struct anchors *anchors = mem_zero(1, sizeof *anchors);
    anchors->nav = nav;
    anchors->builder = builder;
    find_places(anchors, package, zip);
    return anchors;
}

void anchors_free(struct anchors *anchors)
{
    if (anchors == NULL)
        return;
    free(anchors->list);
    free(anchors->starts);
    free(anchors->visited);
    free(anchors);
}
