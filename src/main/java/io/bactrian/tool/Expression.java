package io.bactrian.tool;

import com.dashjoin.jsonata.Functions;
import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import org.jspecify.annotations.Nullable;

/**
 * A JSONata expression, compiled once and evaluated within bounds of time, depth and size. Not safe for several threads.
 */
public final class Expression {
    private static final long LONGEST_MILLIS = 1000;
    private static final int DEEPEST = 200;
    private static final int WIDEST = 1000;
    private static final int LONGEST_TEXT = 1_000_000;

    /** The library's own takes any width and a time that grows with its square. */
    private static final Jsonata.JFunction PAD = new Jsonata.JFunction(
            (input, arguments) -> pad(
                    (String) arguments.get(0),
                    (Number) arguments.get(1),
                    arguments.size() < 3 ? null : (String) arguments.get(2)),
            "<s-ns?:s>");

    private final Jsonata compiled;

    private Expression(Jsonata compiled) {
        this.compiled = compiled;
    }

    public static Expression compile(String text) throws ExpressionRefused {
        try {
            return new Expression(Jsonata.jsonata(text));
        } catch (JException e) {
            throw new ExpressionRefused(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            throw new ExpressionRefused("it cannot be read");
        } catch (StackOverflowError e) {
            throw new ExpressionRefused("it is nested too deep");
        }
    }

    /** @param record maps, lists and values as JSON has them; the result is of the same kinds, null for nothing */
    public @Nullable Object evaluate(@Nullable Object record) throws ExpressionRefused {
        Jsonata.Frame frame = compiled.createFrame();
        Bounds bounds = new Bounds(System.currentTimeMillis() + LONGEST_MILLIS);
        frame.setEvaluateEntryCallback((expression, input, environment) -> bounds.enter());
        frame.setEvaluateExitCallback((expression, input, environment, result) -> bounds.leave(result));
        frame.bind("pad", PAD);
        try {
            return compiled.evaluate(record, frame);
        } catch (JException e) {
            // Its message may quote the record.
            throw new ExpressionRefused("it fails with " + e.getError());
        } catch (RuntimeException e) {
            throw new ExpressionRefused("it fails with " + e.getClass().getSimpleName());
        } catch (StackOverflowError e) {
            throw new ExpressionRefused("it fails with " + Bounds.DEEP);
        }
    }

    private static @Nullable String pad(@Nullable String text, Number width, @Nullable String with) {
        if (Math.abs(width.doubleValue()) > WIDEST) {
            throw new JException("too wide a text", -1);
        }
        return Functions.pad(text, width, with);
    }

    /** How far one evaluation may go. */
    private static final class Bounds {
        static final String DEEP = "too deep a recursion";

        private final long until;
        private int depth;

        Bounds(long until) {
            this.until = until;
        }

        void enter() {
            depth++;
            if (depth > DEEPEST) {
                throw new JException(DEEP, -1);
            }
            if (System.currentTimeMillis() > until) {
                throw new JException("too long a time", -1);
            }
        }

        void leave(@Nullable Object result) {
            depth--;
            if (result instanceof String text && text.length() > LONGEST_TEXT) {
                throw new JException("too long a text", -1);
            }
        }
    }
}
