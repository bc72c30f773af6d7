/* What a coroutine costs in C: ucontext to get on to a new stack, sigsetjmp and siglongjmp to switch, as the
   fast implementations do (swapcontext alone makes a system call a switch). Prints nanoseconds an operation.

     cc -O2 -o switches switches.c && ./switches

   The five tests are those of a well-known C coroutine library: lifecycle, nesting, yield, function call, cost. */
#define _GNU_SOURCE
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <time.h>
#include <ucontext.h>

enum { STACK = 1 << 20, GUARD = 4096 };

typedef struct coroutine {
    sigjmp_buf inside, outside;
    char *stack;
    void (*body)(void *);
    void *argument;
    int dead;
    struct coroutine *caller, *pooled;
} coroutine;

static coroutine *current, *pool;
static int pooling;

static void live(unsigned high, unsigned low) {
    coroutine *self = (coroutine *)((uintptr_t)high << 32 | low);
    if (!sigsetjmp(self->inside, 0)) siglongjmp(self->outside, 1);
    for (;;) {
        self->body(self->argument);
        self->dead = 1;
        if (!sigsetjmp(self->inside, 0)) siglongjmp(self->outside, 1);
    }
}

static coroutine *make(void) {
    coroutine *made = calloc(1, sizeof *made);
    made->stack = mmap(0, STACK + GUARD, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (made->stack == MAP_FAILED || mprotect(made->stack, GUARD, PROT_NONE)) { perror("stack"); exit(1); }
    ucontext_t there, here;
    getcontext(&there);
    there.uc_link = &here;
    there.uc_stack.ss_sp = made->stack + GUARD;
    there.uc_stack.ss_size = STACK;
    uintptr_t self = (uintptr_t)made;
    makecontext(&there, (void (*)(void))live, 2, (unsigned)(self >> 32), (unsigned)self);
    if (!sigsetjmp(made->outside, 0)) swapcontext(&here, &there);
    return made;
}

static coroutine *create(void (*body)(void *), void *argument) {
    coroutine *made = pool;
    if (made) pool = made->pooled; else made = make();
    made->body = body; made->argument = argument; made->dead = 0;
    return made;
}

static void end(coroutine *dead) {
    if (pooling) { dead->pooled = pool; pool = dead; return; }
    munmap(dead->stack, STACK + GUARD);
    free(dead);
}

static __attribute__((noinline)) void enter(coroutine *entered) {
    entered->caller = current;
    current = entered;
    if (!sigsetjmp(entered->outside, 0)) siglongjmp(entered->inside, 1);
    current = entered->caller;
    if (entered->dead) end(entered);
}

static __attribute__((noinline)) void yield(void) {
    coroutine *self = current;
    if (!sigsetjmp(self->inside, 0)) siglongjmp(self->outside, 1);
}

static void nothing(void *argument) { (void)argument; }
static void yields(void *argument) { (void)argument; for (;;) yield(); }
static void yields_once(void *argument) { (void)argument; yield(); }
static void nests(void *argument) { long depth = (long)argument; if (depth) enter(create(nests, (void *)(depth - 1))); }
static volatile long calls;
static __attribute__((noinline)) void call(void) { calls++; }

static double now(void) { struct timespec t; clock_gettime(CLOCK_MONOTONIC, &t); return t.tv_sec * 1e9 + t.tv_nsec; }
static void row(const char *test, double from, double count) { printf("%-22s %10.1f ns\n", test, (now() - from) / count); }

int main(void) {
    double t = now(); long i;
    for (i = 0; i < 100000; i++) enter(create(nothing, 0));
    row("lifecycle, unpooled", t, i);
    pooling = 1;
    enter(create(nothing, 0));
    for (t = now(), i = 0; i < 10000000; i++) enter(create(nothing, 0));
    row("lifecycle, pooled", t, i);
    enter(create(nests, (void *)1000));
    for (t = now(), i = 0; i < 1000; i++) enter(create(nests, (void *)1000));
    row("nesting, 1000 deep", t, i);
    coroutine *yielding = create(yields, 0);
    for (t = now(), i = 0; i < 50000000; i++) enter(yielding);
    row("yield", t, i);
    for (t = now(), i = 0; i < 500000000; i++) call();
    row("function call", t, i);
    for (t = now(), i = 0; i < 10000000; i++) { coroutine *c = create(yields_once, 0); enter(c); enter(c); }
    row("cost", t, i);
    return 0;
}
