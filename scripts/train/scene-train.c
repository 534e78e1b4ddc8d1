/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * scene-train: weights of the features of scene-dump, by maximum likelihood. `scripts/train/scenes`
 * runs it.
 *
 *     scene-train FEATURES UNIT FILE...      prints the weights trained on all files, in 1/UNIT nat
 *     scene-train -x FEATURES UNIT FILE...   trains without one file after the other, and prints
 * how often the speaker is right in the one left out
 *
 * A FILE, written by scene-label, has the turns of one author's books, one a line: first (1: begins
 * a scene), label (index of the right candidate; -2: not known), the step features "same" and
 * "two", number of candidates; for each: number of features and the features. Candidate 0 is
 * "unknown". FILE.ids says in the same order who each candidate is.
 *
 * The model is a conditional random field over pairs of speakers, trained by AdaGrad. Environment:
 * L2 (strength of the prior; 0.5), EPOCHS (20), MARGIN (least probability of a speaker who is given
 * a line; 0.5), DROP (features to do without, "10-20,30-35").
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { K = 12, F = 64, MAX_FEATURES = 1024 };
struct cand {
    int n;
    short f[F];
};
struct turn {
    int first, label, same, two, n;
    struct cand c[K];
};
struct file {
    struct turn *t;
    int n;
};

static double w[MAX_FEATURES], g2[MAX_FEATURES], grad[MAX_FEATURES];
static int touched[1 << 20], touched_n;

static void bump(int f, double v)
{
    if (f == 0)
        return;
    if (grad[f] == 0 && touched_n < (1 << 20))
        touched[touched_n++] = f;
    grad[f] += v;
}

/* DROP=10-20,30-35: features that are ignored, to see what they are worth. */
static int dropped(int f)
{
    const char *p = getenv("DROP");
    int from, to, used;
    for (; p != NULL && sscanf(p, "%d-%d%n", &from, &to, &used) == 2; p += used + (p[used] == ','))
        if (f >= from && f <= to)
            return 1;
    return 0;
}

static struct file load(const char *path)
{
    struct file file = {NULL, 0};
    char drop[MAX_FEATURES];
    for (int f = 0; f < MAX_FEATURES; f++)
        drop[f] = (char)dropped(f);
    FILE *in = fopen(path, "r");
    int cap = 0, first;
    while (in != NULL && fscanf(in, "%d", &first) == 1) {
        if (file.n == cap) {
            cap = cap ? cap * 2 : 1024;
            file.t = realloc(file.t, (size_t)cap * sizeof *file.t);
        }
        struct turn *t = &file.t[file.n++];
        memset(t, 0, sizeof *t);
        t->first = first;
        if (fscanf(in, "%d %d %d %d", &t->label, &t->same, &t->two, &t->n) != 4)
            exit(1);
        for (int i = 0; i < t->n; i++) {
            if (fscanf(in, "%d", &t->c[i].n) != 1)
                exit(1);
            for (int k = 0; k < t->c[i].n; k++)
                if (fscanf(in, "%hd", &t->c[i].f[k]) != 1)
                    exit(1);
            int kept = 0;
            for (int k = 0; k < t->c[i].n; k++)
                if (!drop[t->c[i].f[k]])
                    t->c[i].f[kept++] = t->c[i].f[k];
            t->c[i].n = kept;
        }
    }
    if (in != NULL)
        fclose(in);
    return file;
}

/* who: identity of candidates across turns is needed for the steps; it is written in the file as
 * names' numbers. */
struct who {
    int id[K];
};
static struct who *ids_of(const struct file *f, const char *path)
{
    (void)f;
    char name[4096];
    snprintf(name, sizeof name, "%s.ids", path);
    FILE *in = fopen(name, "r");
    struct who *w_ = calloc((size_t)f->n, sizeof *w_);
    for (int t = 0; t < f->n; t++)
        for (int i = 0; i < f->t[t].n; i++)
            if (fscanf(in, "%d", &w_[t].id[i]) != 1)
                exit(1);
    fclose(in);
    return w_;
}

#define MAXT 1024
static double P[MAXT][K], fw[MAXT][K][K], bw[MAXT][K][K], norm[MAXT], high[MAXT];

static int find(const int *ids, int n, int id)
{
    for (int i = 0; i < n; i++)
        if (ids[i] == id)
            return i;
    return -1;
}

static void scores(const struct turn *t, int i, int clamp)
{
    high[i] = -1e30;
    for (int j = 0; j < t->n; j++) {
        double s = 0;
        for (int k = 0; k < t->c[j].n; k++)
            s += w[t->c[j].f[k]];
        P[i][j] = s;
        if (s > high[i])
            high[i] = s;
    }
    for (int j = 0; j < t->n; j++)
        P[i][j] = !clamp || t->label < 0 || t->label == j ? exp(P[i][j] - high[i]) : 0;
}

/*
 * Forward and backward over n turns, in probabilities that add up to 1 at each turn. Returns log Z;
 * adds sign * expectations to the gradient.
 */
static double run(const struct turn *t, const struct who *w_, int n, int clamp, double sign,
                  double out[][K])
{
    double z = 0;
    for (int i = 0; i < n; i++) {
        int rows = i == 0 ? 1 : t[i - 1].n;
        scores(&t[i], i, clamp);
        double same = exp(w[t[i].same]), two = exp(w[t[i].two]), sum = 0;
        for (int b = 0; b < rows; b++) {
            double all = 1;
            int before = i < 2 ? 1 : t[i - 2].n;
            if (i > 0) {
                all = 0;
                for (int a = 0; a < before; a++)
                    all += fw[i - 1][a][b];
            }
            for (int c = 0; c < t[i].n; c++) {
                double v = all;
                if (i > 0 && c > 0) {
                    int a = i < 2 ? -1 : find(w_[i - 2].id, before, w_[i].id[c]);
                    if (w_[i - 1].id[b] == w_[i].id[c])
                        v *= same;
                    else if (a >= 0)
                        v += (two - 1) * fw[i - 1][a][b];
                }
                fw[i][b][c] = v * P[i][c];
                sum += fw[i][b][c];
            }
        }
        norm[i] = sum > 0 ? sum : 1e-300;
        z += log(norm[i]) + high[i];
        for (int b = 0; b < rows; b++)
            for (int c = 0; c < t[i].n; c++)
                fw[i][b][c] /= norm[i];
    }
    for (int b = 0; b < K; b++)
        for (int c = 0; c < K; c++)
            bw[n - 1][b][c] = 1;
    for (int i = n - 1; i >= 1; i--) {
        int before = i < 2 ? 1 : t[i - 2].n;
        double same = exp(w[t[i].same]), two = exp(w[t[i].two]);
        for (int b = 0; b < t[i - 1].n; b++) {
            double all = 0;
            for (int c = 0; c < t[i].n; c++)
                all += P[i][c] * bw[i][b][c];
            int again = w_[i - 1].id[b] == 0 ? -1 : find(w_[i].id, t[i].n, w_[i - 1].id[b]);
            double repeat = again < 0 ? 0 : same * P[i][again] * bw[i][b][again];
            if (again >= 0)
                all += repeat - P[i][again] * bw[i][b][again];
            for (int a = 0; a < before; a++) {
                double v = all, back = 0;
                int c =
                    i < 2 || w_[i - 2].id[a] == 0 ? -1 : find(w_[i].id, t[i].n, w_[i - 2].id[a]);
                if (c >= 0 && c != again) {
                    back = two * P[i][c] * bw[i][b][c];
                    v += back - P[i][c] * bw[i][b][c];
                }
                bw[i - 1][a][b] = v / norm[i];
                if (sign != 0) {
                    bump(t[i].same, sign * fw[i - 1][a][b] * repeat / norm[i]);
                    bump(t[i].two, sign * fw[i - 1][a][b] * back / norm[i]);
                }
            }
        }
    }
    for (int i = 0; i < n; i++) {
        int rows = i == 0 ? 1 : t[i - 1].n;
        for (int c = 0; c < t[i].n; c++) {
            double p = 0;
            for (int b = 0; b < rows; b++)
                p += fw[i][b][c] * bw[i][b][c];
            if (out)
                out[i][c] = p;
            if (sign != 0 && p > 1e-9)
                for (int k = 0; k < t[i].c[c].n; k++)
                    bump(t[i].c[c].f[k], sign * p);
        }
    }
    return z;
}

static int segment(const struct file *f, int at)
{
    int n = 1;
    while (at + n < f->n && n < 1024 && !f->t[at + n].first)
        n++;
    return n;
}

static void train(const struct file *files, struct who **ws, int count, int leave, int features,
                  int epochs)
{
    double l2 = (getenv("L2") ? atof(getenv("L2")) : 0.5) / 15000, rate = 0.15;
    memset(w, 0, sizeof w);
    memset(g2, 0, sizeof g2);
    for (int e = 0; e < epochs; e++) {
        double total = 0;
        if (e == epochs * 2 / 3)
            rate *= 0.4;
        for (int x = 0; x < count; x++)
            for (int at = 0; x != leave && at < files[x].n;) {
                int n = segment(&files[x], at);
                touched_n = 0;
                double zc = run(files[x].t + at, ws[x] + at, n, 1, 1, NULL);
                double z = run(files[x].t + at, ws[x] + at, n, 0, -1, NULL);
                total += zc - z;
                for (int k = 0; k < touched_n; k++) {
                    int f = touched[k];
                    double g = grad[f];
                    if (g == 0)
                        continue;
                    grad[f] = 0;
                    g -= l2 * n * w[f];
                    g2[f] += g * g;
                    w[f] += rate * g / sqrt(g2[f] + 1);
                }
                at += n;
            }
        fprintf(stderr, "epoch %d loglik %.1f\n", e, total);
    }
    (void)features;
}

/* By what the turn says: only speech, narration, a pronoun or description, a name. */
static long mode_turns[5], mode_right[5];

static void count_mode(const struct turn *t, int right)
{
    int mode = t->c[0].n > 0 && t->c[0].f[0] <= 4 ? t->c[0].f[0] : 0;
    mode_turns[mode]++;
    mode_right[mode] += right;
}

static void print_modes(void)
{
    static const char *const names[] = {"", "only speech", "narration", "pronoun", "named"};
    for (int i = 1; i < 5; i++)
        printf("%s %ld: %.1f  ", names[i], mode_turns[i], 100.0 * mode_right[i] / mode_turns[i]);
    printf("\n");
}

static double marg[MAXT][K], margin = 0.5;
static void test(const struct file *f, struct who *w_, const char *name, long sum[5])
{
    long n = 0, right = 0, given = 0, given_right = 0, miss = 0;
    for (int at = 0; at < f->n;) {
        int c = segment(f, at);
        run(f->t + at, w_ + at, c, 0, 0, marg);
        for (int i = 0; i < c; i++) {
            const struct turn *t = &f->t[at + i];
            if (t->label == -2)
                continue;
            int best = 0;
            for (int j = 1; j < t->n; j++)
                if (marg[i][j] > marg[i][best])
                    best = j;
            n++;
            miss += t->label == 0;
            right += best == t->label && best != 0;
            count_mode(t, best == t->label && best != 0);
            if (best != 0 && marg[i][best] >= margin) {
                given++;
                given_right += best == t->label;
            }
        }
        at += c;
    }
    printf("%-40s n %5ld missing %4.1f  acc %5.1f ", name, n, 100.0 * miss / n, 100.0 * right / n);
    printf(" | at .5: coverage %5.1f precision %5.1f wrong %5.1f\n", 100.0 * given / n,
           100.0 * given_right / given, 100.0 * (given - given_right) / n);
    sum[0] += n;
    sum[1] += right;
    sum[2] += given;
    sum[3] += given_right;
}

int main(int argc, char **argv)
{
    int x = argc > 1 && strcmp(argv[1], "-x") == 0;
    if (argc < x + 4)
        return 2;
    int features = atoi(argv[x + 1]), unit = atoi(argv[x + 2]), count = argc - x - 3;
    struct file files[64];
    struct who *ws[64];
    for (int i = 0; i < count; i++) {
        files[i] = load(argv[x + 3 + i]);
        ws[i] = ids_of(&files[i], argv[x + 3 + i]);
    }
    if (getenv("MARGIN"))
        margin = atof(getenv("MARGIN"));
    int epochs = getenv("EPOCHS") ? atoi(getenv("EPOCHS")) : 20;
    long sum[5] = {0};
    for (int i = 0; x && i < count; i++) {
        train(files, ws, count, i, features, epochs);
        test(&files[i], ws[i], argv[x + 3 + i], sum);
        fflush(stdout);
    }
    if (x)
        print_modes();
    if (x)
        printf("left out: acc %.1f | coverage %.1f precision %.1f wrong %.1f\n",
               100.0 * sum[1] / sum[0], 100.0 * sum[2] / sum[0], 100.0 * sum[3] / sum[2],
               100.0 * (sum[2] - sum[3]) / sum[0]);
    if (!x) {
        train(files, ws, count, -1, features, epochs);
        for (int i = 0; i < count; i++)
            test(&files[i], ws[i], argv[3 + i], sum);
        for (int f = 0; f < features; f++)
            printf("W %d %ld\n", f, lround(w[f] * unit));
    }
    return 0;
}
