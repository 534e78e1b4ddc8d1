#include "book/epub.h"

#include "base/mem.h"
#include "book/build.h"
#include "book/container.h"
#include "book/epub_cover.h"
#include "book/epub_matter.h"
#include "book/epub_nav.h"
#include "book/epub_package.h"
#include "book/html.h"
#include "book/html_css.h"
#include "book/xml.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { MAX_SHEET_BYTES = 2 * 1024 * 1024 };

/* One place in a file where a chapter begins. */
struct place {
    size_t member, entry;
    bool exists; /* its fragment is in the file; places without one begin with the file */
};

struct reading {
    struct container *container;
    struct epub_package *package;
    struct build *build;
    const struct book_options *options;
    struct epub_nav nav;
    struct html_css *css;
    struct epub_matter *matter;
    struct place *places; /* in order of member, fragment, entry */
    size_t place_count;
    int *marks;      /* of each entry: what build_mark returned, or BUILD_NO_MARK */
    bool *visited;   /* of each member */
    size_t from, to; /* places of the file that is read */
    bool probing;    /* looking which fragments there are */
};

bool epub_matches(struct view bytes)
{
    return container_matches(bytes);
}

static int by_place(const void *a, const void *b, void *data)
{
    const struct reading *reading = data;
    const struct place *x = a, *y = b;
    if (x->member != y->member)
        return x->member < y->member ? -1 : 1;
    int order =
        strcmp(reading->nav.entries[x->entry].fragment, reading->nav.entries[y->entry].fragment);
    return order != 0 ? order : x->entry < y->entry ? -1 : 1;
}

/* For each member the one that is read for it: its fallback, or itself. */
static size_t *stand_ins(const struct reading *reading)
{
    const struct epub_package *package = reading->package;
    size_t members = container_count(reading->container);
    size_t *read_for = mem_alloc((members + 1) * sizeof *read_for);
    for (size_t i = 0; i <= members; i++)
        read_for[i] = i;
    for (size_t i = 0; i < package->spine_count; i++)
        read_for[package->items[package->named[i]].member] =
            package->items[package->spine[i]].member;
    return read_for;
}

static void find_places(struct reading *reading)
{
    struct epub_nav *nav = &reading->nav;
    size_t members = container_count(reading->container);
    size_t *read_for = stand_ins(reading);
    reading->places = mem_alloc(nav->count * sizeof *reading->places);
    reading->marks = mem_alloc(nav->count * sizeof *reading->marks);
    reading->visited = mem_zero(members, sizeof *reading->visited);
    for (size_t i = 0; i < nav->count; i++) {
        const struct epub_entry *entry = &nav->entries[i];
        reading->marks[i] = BUILD_NO_MARK;
        if (entry->path == NULL)
            continue;
        size_t member = read_for[container_find(reading->container, view_of(entry->path))];
        if (member < members)
            reading->places[reading->place_count++] = (struct place){member, i, false};
        else
            build_warn(reading->build,
                       "the entry \"%.80s\" of the contents leads to %.200s, which is not there",
                       entry->title, entry->path);
    }
    free(read_for);
    qsort_r(reading->places, reading->place_count, sizeof *reading->places, by_place, reading);
}

/* First place of a member. */
static size_t first_place(const struct reading *reading, size_t member)
{
    size_t low = 0, high = reading->place_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (reading->places[middle].member < member)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static void mark(struct reading *reading, size_t index)
{
    const struct epub_entry *entry = &reading->nav.entries[index];
    if (reading->marks[index] != BUILD_NO_MARK)
        return;
    int parent = entry->parent >= 0 ? reading->marks[entry->parent] : BUILD_NO_MARK;
    reading->marks[index] = build_mark(reading->build, entry->level, view_of(entry->title), parent);
}

/* An element with an id: does a chapter begin here? */
static void at_id(void *data, const char *id)
{
    struct reading *reading = data;
    size_t low = reading->from, high = reading->to;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct epub_entry *entry = &reading->nav.entries[reading->places[middle].entry];
        if (strcmp(entry->fragment, id) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < reading->to; low++) {
        struct place *place = &reading->places[low];
        if (strcmp(reading->nav.entries[place->entry].fragment, id) != 0 || id[0] == '\0')
            return;
        if (reading->probing)
            place->exists = true;
        else
            mark(reading, place->entry);
    }
}

static void probe_ids(struct reading *reading, const struct xml_node *root)
{
    reading->probing = true;
    for (const struct xml_node *node = root; node != NULL && reading->from < reading->to;
         node = xml_next(root, node, false)) {
        const char *id = xml_attribute(node, "id"), *xml_id = xml_attribute(node, "xml:id");
        const char *name = xml_is(node, "a") ? xml_attribute(node, "name") : NULL;
        const char *const ids[] = {id, xml_id, name};
        for (int i = 0; i < 3; i++)
            if (ids[i] != NULL)
                at_id(reading, ids[i]);
    }
    reading->probing = false;
}

/* Orders entries as they stand in the contents. */
static int by_entry(const void *a, const void *b)
{
    size_t x = *(const size_t *)a, y = *(const size_t *)b;
    return x < y ? -1 : x > y;
}

/* Entries that begin with the file: those without a fragment, or with one that is nowhere. */
static void mark_start(struct reading *reading)
{
    size_t count = 0;
    size_t *entries = mem_alloc((reading->to - reading->from) * sizeof *entries);
    for (size_t i = reading->from; i < reading->to; i++)
        if (!reading->places[i].exists)
            entries[count++] = reading->places[i].entry;
    qsort(entries, count, sizeof *entries, by_entry);
    for (size_t i = 0; i < count; i++)
        mark(reading, entries[i]);
    free(entries);
}

/* The entry that names the whole file, for its title; NULL when there is none. */
static const char *file_title(const struct reading *reading)
{
    for (size_t i = reading->from; i < reading->to; i++)
        if (!reading->places[i].exists)
            return reading->nav.entries[reading->places[i].entry].title;
    return NULL;
}

static const char *document_language(struct reading *reading, const struct xml_node *root)
{
    struct book *book = build_book(reading->build);
    const char *tag = xml_attribute(root, "xml:lang");
    tag = tag != NULL ? tag : xml_attribute(root, "lang");
    if (book->language == NULL && tag != NULL && strlen(tag) >= 2)
        book->language = build_keep(reading->build, view_of(tag));
    return book->language;
}

static void read_document(struct reading *reading, const struct epub_item *item,
                          const struct xml_document *document)
{
    size_t member = item->member;
    bool first_time = !reading->visited[member];
    reading->visited[member] = true;
    reading->from = first_place(reading, member);
    reading->to = first_time ? first_place(reading, member + 1) : reading->from;
    probe_ids(reading, document->root);
    build_source(reading->build, build_keep(reading->build, view_of(item->path)));
    struct html_css *css = html_css_new(reading->css);
    html_add_styles(css, document->root);
    struct html_reader reader = {
        .build = reading->build,
        .options = reading->options,
        .css = css,
        .path = item->path,
        .language = document_language(reading, document->root),
        .at_id = at_id,
        .data = reading,
    };
    enum skip_reason reason =
        epub_matter(reading->matter, reading->package, &reading->nav, item->path,
                    file_title(reading), reading->to - reading->from, document->root);
    reader.reason = html_leaves_out(&reader, reason) ? reason : SKIP_NONE;
    mark_start(reading);
    html_read(&reader, document->root);
    html_css_free(css);
}

static bool is_image(struct view bytes)
{
    return view_starts(bytes, "\x89PNG") || view_starts(bytes, "\xFF\xD8\xFF") ||
           view_starts(bytes, "GIF8");
}

/* Text without any tag, which some books have in place of a chapter. */
static void read_plain(struct reading *reading, const struct epub_item *item, struct view bytes)
{
    build_source(reading->build, build_keep(reading->build, view_of(item->path)));
    build_style(reading->build, &(struct build_style){.kind = BLOCK_PARAGRAPH});
    struct view line;
    while (view_next_line(&bytes, &line)) {
        if (view_trim(line).bytes == 0)
            build_end(reading->build);
        build_text(reading->build, line);
        build_text(reading->build, view_of(" "));
    }
    build_end(reading->build);
}

static void read_item(struct reading *reading, const struct epub_item *item)
{
    struct build *build = reading->build;
    if (item->member == container_count(reading->container)) {
        build_warn(build, "%.300s is missing from the book", item->path);
        return;
    }
    struct view bytes = container_bytes(reading->container, item->member);
    const char *problem = container_problem(reading->container, item->member);
    if (problem != NULL)
        build_warn(build, "%.300s %s%s", item->path, problem,
                   bytes.bytes > 0 ? "; what could be unpacked is read" : "");
    if (bytes.bytes == 0 && problem == NULL)
        build_warn(build, "%.300s is empty", item->path);
    if (is_image(bytes))
        build_warn(build, "%.300s is a picture, not text", item->path);
    if (bytes.bytes == 0 || is_image(bytes))
        return;
    char *why = NULL;
    struct xml_document *document = xml_parse(bytes, XML_XHTML, &why);
    if (document == NULL && memchr(bytes.at, '<', bytes.bytes) == NULL) {
        read_plain(reading, item, bytes);
    } else if (document == NULL) {
        build_warn(build, "%.300s cannot be read: %s", item->path, why);
    } else {
        if (document->recovered)
            build_warn(build, "%.300s is not well-formed (%s); it was read as well as it could be",
                       item->path, document->problem != NULL ? document->problem : "no reason");
        if (document->bad_bytes > 0)
            build_warn(build, "%.300s has %zu bytes that are no text", item->path,
                       document->bad_bytes);
        build_book(build)->bad_bytes += document->bad_bytes;
        read_document(reading, item, document);
    }
    xml_free(document);
    free(why);
}

static bool is_sheet(const struct epub_item *item)
{
    return strcasecmp(item->media_type, "text/css") == 0;
}

static bool load(struct reading *reading, struct err *err)
{
    const struct epub_package *package = reading->package;
    size_t members = container_count(reading->container);
    const size_t roles[] = {package->nav, package->ncx, package->cover};
    for (size_t i = 0; i < package->spine_count; i++)
        if (package->items[package->spine[i]].member < members)
            container_want(reading->container, package->items[package->spine[i]].member);
    for (int i = 0; i < 3; i++)
        if (roles[i] < package->item_count && package->items[roles[i]].member < members)
            container_want(reading->container, package->items[roles[i]].member);
    for (size_t i = 0; i < package->item_count; i++)
        if (is_sheet(&package->items[i]) && package->items[i].member < members)
            container_want(reading->container, package->items[i].member);
    return container_load(reading->container, err);
}

static void read_sheets(struct reading *reading)
{
    const struct epub_package *package = reading->package;
    size_t left = MAX_SHEET_BYTES;
    reading->css = html_css_new(NULL);
    for (size_t i = 0; i < package->item_count; i++) {
        const struct epub_item *item = &package->items[i];
        if (!is_sheet(item) || item->member == container_count(reading->container))
            continue;
        struct view sheet = container_bytes(reading->container, item->member);
        if (sheet.bytes <= left) {
            html_css_add(reading->css, sheet);
            left -= sheet.bytes;
        }
    }
}

static bool has_heading(struct view bytes)
{
    for (size_t at = 0; (at = view_find(bytes, "<h", at)) < bytes.bytes; at += 2)
        if (at + 2 < bytes.bytes && bytes.at[at + 2] >= '1' && bytes.at[at + 2] <= '6')
            return true;
    return false;
}

/* Without contents and headings every file is a chapter, named by its number. */
static void mark_files(struct reading *reading, bool *by_file)
{
    const struct epub_package *package = reading->package;
    *by_file = reading->nav.count == 0 && package->spine_count > 1;
    for (size_t i = 0; i < package->spine_count && *by_file; i++) {
        size_t member = package->items[package->spine[i]].member;
        if (member < container_count(reading->container))
            *by_file = !has_heading(container_bytes(reading->container, member));
    }
}

static void read_spine(struct reading *reading)
{
    const struct epub_package *package = reading->package;
    bool by_file;
    mark_files(reading, &by_file);
    for (size_t i = 0; i < package->spine_count; i++) {
        const struct epub_item *item = &package->items[package->spine[i]];
        if (package->spine[i] == package->nav)
            continue;
        if (by_file) {
            char title[24];
            snprintf(title, sizeof title, "%zu", i + 1);
            build_mark(reading->build, 1, view_of(title), BUILD_NO_MARK);
        }
        read_item(reading, item);
    }
}

struct book *epub_read(const char *path, struct text *bytes, const struct book_options *options,
                       struct err *err)
{
    (void)path;
    struct reading reading = {.options = options, .build = build_new()};
    struct book *book = NULL;
    reading.container = container_open(text_view(bytes), epub_package_needs, err);
    if (reading.container == NULL)
        goto out;
    reading.package = epub_package_read(reading.container, reading.build, err);
    if (reading.package == NULL || !load(&reading, err))
        goto out;
    epub_nav_read(reading.package, reading.container, reading.build, &reading.nav);
    reading.matter = epub_matter_new(build_book(reading.build)->language);
    read_sheets(&reading);
    find_places(&reading);
    build_book(reading.build)->encoding = "UTF-8";
    read_spine(&reading);
    if (epub_cover(reading.container, reading.package, reading.build, err)) {
        book = build_finish(reading.build, options, err);
        reading.build = NULL;
    }
out:
    if (reading.nav.arena != NULL)
        epub_nav_free(&reading.nav);
    epub_matter_free(reading.matter);
    html_css_free(reading.css);
    free(reading.places);
    free(reading.marks);
    free(reading.visited);
    epub_package_free(reading.package);
    container_free(reading.container);
    build_free(reading.build);
    return book;
}
