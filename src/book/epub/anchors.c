#include "book/epub/anchors.h"

#include "base/mem.h"
#include "book/builder/builder.h"
#include "book/epub/nav.h"
#include "book/epub/package.h"
#include "book/input/zip.h"
#include "book/xml/xml.h"

#include <stdlib.h>
#include <string.h>

enum { MAX_TOLD = 5 }; /* entries that lead nowhere, one warning each */

/* One place in a file where a chapter begins. */
struct place {
    size_t member, entry;
    bool exists; /* its fragment is in the file; places without one begin with the file */
};

struct epub_places {
    const struct epub_nav *nav;
    struct build *build;
    struct place *list; /* in order of member, fragment, entry */
    size_t count;
    int *marks;      /* of each entry: what build_mark returned, or BUILD_NO_MARK */
    bool *visited;   /* of each member */
    size_t from, to; /* places of the file that is read */
    bool probing;    /* looking which fragments there are */
};

static int by_place(const void *a, const void *b, void *data)
{
    const struct epub_places *places = data;
    const struct place *x = a, *y = b;
    if (x->member != y->member)
        return x->member < y->member ? -1 : 1;
    int order =
        strcmp(places->nav->entries[x->entry].fragment, places->nav->entries[y->entry].fragment);
    return order != 0 ? order : x->entry < y->entry ? -1 : 1;
}

/* For each member the one that is read for it: its fallback, or itself. */
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

/* The files of the reading order by the names they have in their folders. */
struct file_name {
    const char *name;
    size_t member;
};

static int by_name(const void *a, const void *b)
{
    const struct file_name *x = a, *y = b;
    int order = strcmp(x->name, y->name);
    return order != 0 ? order : x->member < y->member ? -1 : x->member > y->member;
}

static const char *name_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash != NULL ? slash + 1 : path;
}

static struct file_name *name_files(const struct epub_package *package)
{
    struct file_name *names = mem_alloc(package->spine_count * sizeof *names);
    for (size_t i = 0; i < package->spine_count; i++) {
        const struct epub_item *item = &package->items[package->spine[i]];
        names[i] = (struct file_name){name_of(item->path), item->member};
    }
    qsort(names, package->spine_count, sizeof *names, by_name);
    return names;
}

/* The only file of that name, whatever its folder: contents often are written for another folder
 * than theirs. `none` when there is none or several. */
static size_t namesake(const struct file_name *names, size_t count, const char *path, size_t none)
{
    const char *name = name_of(path);
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(names[middle].name, name) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    size_t found = none;
    for (; low < count && strcmp(names[low].name, name) == 0; low++) {
        if (found != none && found != names[low].member)
            return none;
        found = names[low].member;
    }
    return found;
}

static void warn_missing(struct build *build, const struct epub_entry *entry, size_t missing)
{
    if (missing <= MAX_TOLD)
        build_warn(build, "the entry \"%.80s\" of the contents leads to %.200s, which is not there",
                   entry->title, entry->path);
}

static void find_places(struct epub_places *places, const struct epub_package *package,
                        const struct container *container)
{
    const struct epub_nav *nav = places->nav;
    size_t members = container_count(container), missing = 0, misled = 0;
    size_t *read_for = stand_ins(package, members);
    struct file_name *names = name_files(package);
    places->list = mem_alloc(nav->count * sizeof *places->list);
    places->marks = mem_alloc(nav->count * sizeof *places->marks);
    places->visited = mem_zero(members, sizeof *places->visited);
    for (size_t i = 0; i < nav->count; i++) {
        const struct epub_entry *entry = &nav->entries[i];
        places->marks[i] = BUILD_NO_MARK;
        if (entry->path == NULL)
            continue;
        size_t member = read_for[container_find(container, view_of(entry->path))];
        if (member == members) {
            member = namesake(names, package->spine_count, entry->path, members);
            misled += member < members;
        }
        if (member < members)
            places->list[places->count++] = (struct place){member, i, false};
        else
            warn_missing(places->build, entry, ++missing);
    }
    if (missing > MAX_TOLD)
        build_warn(places->build,
                   "%zu more entries of the contents lead to files that are not there",
                   missing - MAX_TOLD);
    if (misled > 0)
        build_warn(places->build,
                   "%zu entries of the contents lead into wrong folders; the files of these names "
                   "are taken",
                   misled);
    free(names);
    free(read_for);
    qsort_r(places->list, places->count, sizeof *places->list, by_place, places);
}

/* First place of a member. */
static size_t first_place(const struct epub_places *places, size_t member)
{
    size_t low = 0, high = places->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (places->list[middle].member < member)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static void mark(struct epub_places *places, size_t index)
{
    const struct epub_entry *entry = &places->nav->entries[index];
    if (places->marks[index] != BUILD_NO_MARK)
        return;
    int up = entry->parent;
    while (up >= 0 && places->marks[up] == BUILD_NO_MARK)
        up = places->nav->entries[up].parent;
    int parent = up >= 0 ? places->marks[up] : BUILD_NO_MARK;
    places->marks[index] = build_mark(places->build, entry->level, view_of(entry->title), parent);
}

void epub_places_at_id(void *data, const char *id)
{
    struct epub_places *places = data;
    size_t low = places->from, high = places->to;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct epub_entry *entry = &places->nav->entries[places->list[middle].entry];
        if (strcmp(entry->fragment, id) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < places->to; low++) {
        struct place *place = &places->list[low];
        if (strcmp(places->nav->entries[place->entry].fragment, id) != 0 || id[0] == '\0')
            return;
        bool done = places->probing ? place->exists : places->marks[place->entry] >= 0;
        if (done) /* the id comes twice; so are all others of this name */
            return;
        if (places->probing)
            place->exists = true;
        else
            mark(places, place->entry);
    }
}

static void probe_ids(struct epub_places *places, const struct xml_node *root)
{
    places->probing = true;
    for (const struct xml_node *node = root; node != NULL && places->from < places->to;
         node = xml_next(root, node, false)) {
        const char *id = xml_attribute(node, "id"), *xml_id = xml_attribute(node, "xml:id");
        const char *name = xml_is(node, "a") ? xml_attribute(node, "name") : NULL;
        const char *const ids[] = {id, xml_id, name};
        for (int i = 0; i < 3; i++)
            if (ids[i] != NULL)
                epub_places_at_id(places, ids[i]);
    }
    places->probing = false;
}

/* Orders entries as they stand in the contents. */
static int by_entry(const void *a, const void *b)
{
    size_t x = *(const size_t *)a, y = *(const size_t *)b;
    return x < y ? -1 : x > y;
}

void epub_places_mark_start(struct epub_places *places, const char *path)
{
    size_t count = 0, whole = 0, lost = 0;
    size_t *entries = mem_alloc((places->to - places->from) * sizeof *entries);
    for (size_t i = places->from; i < places->to; i++) {
        const struct place *place = &places->list[i];
        whole += !place->exists && places->nav->entries[place->entry].fragment[0] == '\0';
        if (!place->exists)
            entries[count++] = place->entry;
    }
    qsort(entries, count, sizeof *entries, by_entry);
    for (size_t i = 0; i < count; i++)
        if (places->nav->entries[entries[i]].fragment[0] == '\0' || (i == 0 && whole == 0))
            mark(places, entries[i]);
        else
            lost++;
    if (lost > 0)
        build_warn(places->build, "%zu entries of the contents lead to places that %.200s lacks",
                   lost, path);
    free(entries);
}

const char *epub_places_title(const struct epub_places *places)
{
    for (size_t i = places->from; i < places->to; i++)
        if (!places->list[i].exists)
            return places->nav->entries[places->list[i].entry].title;
    return NULL;
}

size_t epub_places_count(const struct epub_places *places)
{
    return places->to - places->from;
}

void epub_places_begin(struct epub_places *places, size_t member, const struct xml_node *root)
{
    bool first_time = !places->visited[member];
    places->visited[member] = true;
    places->from = first_place(places, member);
    places->to = first_time ? first_place(places, member + 1) : places->from;
    probe_ids(places, root);
}

struct epub_places *epub_places_new(const struct epub_nav *nav, const struct epub_package *package,
                                    const struct container *container, struct build *build)
{
    struct epub_places *places = mem_zero(1, sizeof *places);
    places->nav = nav;
    places->build = build;
    find_places(places, package, container);
    return places;
}

void epub_places_free(struct epub_places *places)
{
    if (places == NULL)
        return;
    free(places->list);
    free(places->marks);
    free(places->visited);
    free(places);
}
