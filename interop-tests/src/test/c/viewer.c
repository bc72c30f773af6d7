/*
 * A viewer without a window, on LibVNCClient:
 *
 *   viewer PORT ENCODINGS OUT.ppm [INPUT]
 *
 * It connects to 127.0.0.1, waits until every pixel of the display has come at least once, does what INPUT says if
 * there is one, and writes the picture.
 *
 *   drag X1 Y1 X2 Y2   presses the left button at the first point, moves to the second, lets go, and waits until a pixel
 *                      near the middle of the line has another colour than before
 *   push X1 Y1 X2 Y2   the same, but waits for one more whole picture, changed or not
 *   type X Y TEXT      clicks there, presses and releases the keys of a text in ASCII, and waits until a pixel that is
 *                      20 to 60 right of the point and at most 20 above has another colour than before
 *   await FILE.ppm     gives no input, and waits until the display shows this picture
 *
 * The password is taken from the environment's VNC_PASSWORD, and from VNC_QUALITY how good JPEG has to be, 0 to 9; there
 * shall be none if that is not set.
 *
 * Exit status: 0 the picture is written, 1 the server refused or closed the connection (stderr says what the library
 * says of it), 2 wrong usage, 3 what was waited for did not come within 20 seconds; the picture is written then, too.
 */
#include <rfb/rfbclient.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { DEADLINE_SECONDS = 20 };

struct box {
    int left, top, right, bottom;
};

static unsigned char *seen; /* one byte for each pixel: has it come? */
static int unseen;
static time_t deadline;
static const char *out;

static rfbBool new_size(rfbClient *client) {
    int pixels = client->width * client->height;
    free(client->frameBuffer);
    free(seen);
    client->frameBuffer = calloc(pixels, 4);
    seen = calloc(pixels, 1);
    unseen = pixels;
    return client->frameBuffer != NULL && seen != NULL;
}

static void rectangle_came(rfbClient *client, int x, int y, int w, int h) {
    for (int row = y; row < y + h; row++) {
        for (int column = x; column < x + w; column++) {
            unsigned char *pixel = &seen[row * client->width + column];
            unseen -= !*pixel;
            *pixel = 1;
        }
    }
}

static char *password(rfbClient *client) {
    (void)client;
    const char *given = getenv("VNC_PASSWORD");
    return strdup(given ? given : "");
}

static char *copy_of_variable(const char *name) {
    const char *given = getenv(name);
    return given ? strdup(given) : NULL;
}

/* A user's name and password, or who may sign the server's certificate; both are the library's. */
static rfbCredential *credential(rfbClient *client, int type) {
    (void)client;
    rfbCredential *asked = calloc(1, sizeof *asked);
    if (type == rfbCredentialTypeUser) {
        asked->userCredential.username = copy_of_variable("VNC_USERNAME");
        asked->userCredential.password = copy_of_variable("VNC_PASSWORD");
    } else {
        asked->x509Credential.x509CACertFile = copy_of_variable("VNC_CA");
    }
    return asked;
}

static int write_picture(rfbClient *client, const char *file) {
    FILE *to = fopen(file, "wb");
    if (!to) {
        perror(file);
        return 2;
    }
    fprintf(to, "P6\n%d %d\n255\n", client->width, client->height);
    for (int i = 0; i < client->width * client->height; i++) fwrite(client->frameBuffer + 4 * i, 1, 3, to);
    return fclose(to) ? 2 : 0;
}

static void handle_one_message(rfbClient *client) {
    if (time(NULL) >= deadline) {
        fprintf(stderr, "viewer: what was waited for did not come within %d seconds\n", DEADLINE_SECONDS);
        write_picture(client, out);
        exit(3);
    }
    int ready = client->buffered > 0 ? 1 : WaitForMessage(client, 100000);
    if (ready < 0 || (ready > 0 && !HandleRFBServerMessage(client))) {
        fprintf(stderr, "viewer: the server closed the connection\n");
        exit(1);
    }
}

static rfbBool differs(rfbClient *client, const unsigned char *before, struct box box) {
    for (int y = box.top; y < box.bottom; y++) {
        for (int x = box.left; x < box.right; x++) {
            size_t pixel = 4 * ((size_t)y * client->width + x);
            if (memcmp(client->frameBuffer + pixel, before + pixel, 3)) return TRUE;
        }
    }
    return FALSE;
}

static int clamp(int value, int max) { return value < 0 ? 0 : value > max ? max : value; }

static struct box within(rfbClient *client, int left, int top, int right, int bottom) {
    return (struct box){clamp(left, client->width), clamp(top, client->height), clamp(right, client->width),
                        clamp(bottom, client->height)};
}

/* Answers the box around the middle of the line. */
static struct box drag(rfbClient *client, char **points) {
    int x1 = atoi(points[0]), y1 = atoi(points[1]), x2 = atoi(points[2]), y2 = atoi(points[3]);
    SendPointerEvent(client, x1, y1, 0);
    for (int step = 0; step <= 10; step++) {
        SendPointerEvent(client, x1 + (x2 - x1) * step / 10, y1 + (y2 - y1) * step / 10, rfbButton1Mask);
    }
    SendPointerEvent(client, x2, y2, 0);
    int x = (x1 + x2) / 2, y = (y1 + y2) / 2;
    return within(client, x - 10, y - 10, x + 10, y + 10);
}

/* Answers the box of the first letters. */
static struct box type(rfbClient *client, char **input) {
    int x = atoi(input[0]), y = atoi(input[1]);
    SendPointerEvent(client, x, y, rfbButton1Mask);
    SendPointerEvent(client, x, y, 0);
    for (const char *text = input[2]; *text; text++) {
        SendKeyEvent(client, *text, TRUE);
        SendKeyEvent(client, *text, FALSE);
    }
    return within(client, x + 20, y - 20, x + 60, y);
}

/* The server takes messages in their order, so what it answers to this comes after all that was sent before. */
static void await_whole_picture_again(rfbClient *client) {
    unseen = client->width * client->height;
    memset(seen, 0, unseen);
    SendFramebufferUpdateRequest(client, 0, 0, client->width, client->height, FALSE);
    while (unseen > 0) handle_one_message(client);
}

static unsigned char *read_picture(rfbClient *client, const char *file) {
    FILE *in = fopen(file, "rb");
    int width, height;
    if (!in || fscanf(in, "P6 %d %d 255", &width, &height) != 2 || fgetc(in) != '\n' || width != client->width ||
        height != client->height) {
        fprintf(stderr, "viewer: %s is not a picture of the display's size\n", file);
        exit(2);
    }
    unsigned char *pixels = calloc((size_t)width * height, 4);
    for (int i = 0; i < width * height; i++) {
        if (fread(pixels + 4 * i, 1, 3, in) != 3) exit(2);
    }
    fclose(in);
    return pixels;
}

static void give_input(rfbClient *client, int words, char **input) {
    size_t size = 4 * (size_t)client->width * client->height;
    unsigned char *before = malloc(size);
    memcpy(before, client->frameBuffer, size);
    struct box whole = {0, 0, client->width, client->height};
    if (words == 5 && !strcmp(input[0], "drag")) {
        struct box middle = drag(client, input + 1);
        while (!differs(client, before, middle)) handle_one_message(client);
    } else if (words == 5 && !strcmp(input[0], "push")) {
        drag(client, input + 1);
        await_whole_picture_again(client);
    } else if (words == 4 && !strcmp(input[0], "type")) {
        struct box letters = type(client, input + 1);
        while (!differs(client, before, letters)) handle_one_message(client);
    } else if (words == 2 && !strcmp(input[0], "await")) {
        unsigned char *expected = read_picture(client, input[1]);
        while (differs(client, expected, whole)) handle_one_message(client);
        free(expected);
    } else {
        fprintf(stderr, "viewer: unknown input %s\n", input[0]);
        exit(2);
    }
    free(before);
}

int main(int argc, char **argv) {
    if (argc < 4) {
        fprintf(stderr, "usage: viewer PORT ENCODINGS OUT.ppm [drag X1 Y1 X2 Y2 | push X1 Y1 X2 Y2 | type X Y TEXT | await FILE.ppm]\n");
        return 2;
    }
    deadline = time(NULL) + DEADLINE_SECONDS;
    out = argv[3];
    rfbClient *client = rfbGetClient(8, 3, 4);
    client->serverHost = strdup("127.0.0.1");
    client->serverPort = atoi(argv[1]);
    client->appData.encodingsString = argv[2];
    client->appData.shareDesktop = TRUE;
    client->appData.useRemoteCursor = FALSE;
    const char *quality = getenv("VNC_QUALITY");
    client->appData.enableJPEG = quality != NULL;
    if (quality) client->appData.qualityLevel = atoi(quality);
    client->canHandleNewFBSize = TRUE;
    client->MallocFrameBuffer = new_size;
    client->GotFrameBufferUpdate = rectangle_came;
    client->GetPassword = password;
    client->GetCredential = credential;
    const char *host = getenv("VNC_HOST"); /* by which the certificate calls the server */
    if (host) client->serverHost = strdup(host);
    if (!rfbInitClient(client, NULL, NULL)) return 1;
    while (unseen > 0) handle_one_message(client);
    if (argc > 4) give_input(client, argc - 4, argv + 4);
    return write_picture(client, out);
}
