/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The only file that knows librsvg and cairo, if the program is built with them. */
#include "picture/raster.h"

#ifdef HAVE_SVG

#include <cairo.h>
#include <librsvg/rsvg.h>

#include <math.h>

bool picture_can_draw(void)
{
    return true;
}

static cairo_status_t add_bytes(void *context, const unsigned char *bytes, unsigned count)
{
    text_add(context, (const char *)bytes, count);
    return CAIRO_STATUS_SUCCESS;
}

/* The size that it is drawn in: its own, or that of its view box, with `side` as the longer side.
 */
static void size_of(RsvgHandle *handle, int side, int *width, int *height)
{
    double w = 0, h = 0;
    RsvgRectangle box = {0};
    gboolean has_width, has_height, has_box;
    RsvgLength given_width, given_height;
    rsvg_handle_get_intrinsic_dimensions(handle, &has_width, &given_width, &has_height,
                                         &given_height, &has_box, &box);
    if (!rsvg_handle_get_intrinsic_size_in_pixels(handle, &w, &h) && has_box) {
        w = box.width;
        h = box.height;
    }
    if (!(w > 0 && h > 0 && w / h < side && h / w < side))
        w = h = 1;
    double factor = side / fmax(w, h);
    *width = (int)lrint(w * factor);
    *height = (int)lrint(h * factor);
}

static bool draw(RsvgHandle *handle, int side, struct text *png, struct err *err)
{
    int width, height;
    size_of(handle, side, &width, &height);
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height);
    cairo_t *cairo = cairo_create(surface);
    RsvgRectangle whole = {0, 0, width, height};
    GError *failure = NULL;
    cairo_set_source_rgb(cairo, 1, 1, 1);
    cairo_paint(cairo);
    bool good = rsvg_handle_render_document(handle, cairo, &whole, &failure) ||
                err_set(err, ERR_INPUT, "%s", failure != NULL ? failure->message : "not drawn");
    good = good &&
           (cairo_surface_write_to_png_stream(surface, add_bytes, png) == CAIRO_STATUS_SUCCESS ||
            err_set(err, ERR_INPUT, "it cannot be drawn"));
    g_clear_error(&failure);
    cairo_destroy(cairo);
    cairo_surface_destroy(surface);
    return good;
}

bool picture_draw(struct view svg, int side, struct text *png, struct err *err)
{
    GError *failure = NULL;
    RsvgHandle *handle = rsvg_handle_new_from_data((const guint8 *)svg.at, svg.bytes, &failure);
    if (handle == NULL) {
        err_set(err, ERR_INPUT, "%s", failure != NULL ? failure->message : "it is no SVG");
        g_clear_error(&failure);
        return false;
    }
    bool good = draw(handle, side, png, err);
    g_object_unref(handle);
    return good;
}

#else

bool picture_can_draw(void)
{
    return false;
}

bool picture_draw(struct view svg, int side, struct text *png, struct err *err)
{
    (void)svg;
    (void)side;
    (void)png;
    return err_set(err, ERR_SETUP,
                   "this program was built without librsvg, which draws SVG; install librsvg2-dev "
                   "and build it again");
}

#endif
