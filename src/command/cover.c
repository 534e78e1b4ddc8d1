/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "command/cover.h"

#include "base/file.h"
#include "base/tty.h"
#include "book/book.h"
#include "command/options.h"
#include "command/project.h"
#include "picture/made_cover.h"
#include "picture/picture.h"
#include "speech/worker.h"

#include <string.h>

/* Chosen: what stores want of a cover has less; more than this is a mistake. */
enum { COVER_MAX_BYTES = 16 * 1024 * 1024 };

struct conversion {
    struct view picture;
    struct picture_limits limits;
};

static bool convert(void *context, struct text *reply, struct err *err)
{
    const struct conversion *conversion = context;
    return picture_convert(conversion->picture, &conversion->limits, reply, err);
}

/* Makes the picture one that every player shows. */
static bool fit(struct text *cover, int side, struct err *err)
{
    struct conversion conversion = {text_view(cover), {side, PICTURE_BYTES}};
    /* Pango looks for fonts in a thread, which a worker may not start: what draws is confined as
     * what reads books is. */
    struct worker_terms terms = {.reply_bytes = COVER_MAX_BYTES,
                                 .only_prepares = picture_is_svg(text_view(cover))};
    struct text fitted = {0};
    if (picture_fits(text_view(cover), &conversion.limits))
        return true;
    enum worker_end end = worker_run(convert, &conversion, &terms, &fitted, err);
    if (end == WORKER_DONE) {
        text_release(cover);
        *cover = fitted;
        return true;
    }
    text_release(&fitted);
    return false;
}

static bool is_picture(struct view bytes)
{
    return view_starts(bytes, "\xFF\xD8\xFF") || view_starts(bytes, "\x89PNG") ||
           (picture_is_svg(bytes) && picture_can_draw());
}

/* --make-cover, for a book without one. */
static bool make(const struct options *options, const struct book *book, struct text *cover,
                 struct err *err)
{
    struct metadata metadata = project_metadata(options, book);
    int side = options->cover_side > 0 ? options->cover_side : PICTURE_SIDE;
    made_cover_draw(metadata.title, metadata.author, cover);
    return fit(cover, side, err) || err_prefix(err, "--make-cover");
}

bool cover_find(const struct options *options, const struct book *book, struct text *cover,
                struct err *err)
{
    const char *path = options->cover;
    struct err unread;
    if (path != NULL && strcmp(path, "none") == 0)
        return true;
    if (path == NULL)
        text_add(cover, (const char *)book->cover.bytes, book->cover.byte_count);
    else if (!file_read(path, COVER_MAX_BYTES, cover, err))
        return false;
    if (cover->bytes == 0 && path == NULL)
        return !options->make_cover || make(options, book, cover, err);
    if (path != NULL && !is_picture(text_view(cover)))
        return err_set(err, ERR_INPUT, "%s: is neither a JPEG nor a PNG picture%s", path,
                       picture_is_svg(text_view(cover))
                           ? ", and this program was built without librsvg, which draws SVG"
                           : "");
    if ((options->cover_side == 0 && !picture_is_svg(text_view(cover))) ||
        fit(cover, options->cover_side, &unread))
        return true;
    if (path != NULL)
        return err_set(err, ERR_INPUT, "%s: cannot be read as a picture: %s", path, unread.text);
    tty_warn(
        "the cover of the book is not used: it cannot be read: %s; choose another with --cover",
        unread.text);
    text_release(cover);
    return true;
}
