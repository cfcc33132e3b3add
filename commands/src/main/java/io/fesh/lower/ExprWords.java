// SPDX-License-Identifier: Apache-2.0
package io.fesh.lower;

import io.fesh.expr.Expr;
import io.fesh.kernel.Prototype;
import io.fesh.parse.Span;

import java.util.ArrayList;
import java.util.List;

/** The names on the way of an expression, for those that are made from it. */
final class ExprWords {
    private ExprWords() {}

    /** Parameters, members and indexes, from the first to the last. */
    static List<String> of(Expr expr) {
        List<String> words = new ArrayList<>();
        collect(expr, words);
        return words;
    }

    private static void collect(Expr expr, List<String> words) {
        if (expr instanceof Expr.Name name) {
            words.add(name.name());
        } else if (expr instanceof Expr.Parenthesized group) {
            collect(group.inner(), words);
        } else if (expr instanceof Expr.Task) {
            words.add("current");
        } else if (expr instanceof Expr.Member member) {
            collect(member.operand(), words);
            words.add(member.name());
        } else if (expr instanceof Expr.Index index) {
            collect(index.operand(), words);
            if (index.index() instanceof Expr.Number number) {
                words.add(Long.toString(number.bits()));
            }
        } else if (expr instanceof Expr.Parenthesized parenthesized) {
            collect(parenthesized.inner(), words);
        } else if (expr instanceof Expr.Cast cast) {
            collect(cast.operand(), words);
        } else if (expr instanceof Expr.Unary unary) {
            collect(unary.operand(), words);
        } else if (expr instanceof Expr.Binary sum) {
            collect(sum.left(), words);
        } else if (expr instanceof Expr.Call call
                && !call.arguments().isEmpty()
                && call.arguments().get(0) instanceof Expr first) {
            collect(first, words);
        }
    }

    /**
     * The same expression for bpftrace; empty if it uses what bpftrace has not.
     *
     * @param typed where it stands, with the parentheses around it
     */
    static String bpftrace(String line, Span typed, Expr expr, Prototype prototype) {
        List<Insertion> insertions = new ArrayList<>();
        if (!insertions(expr, prototype, insertions)) {
            return "";
        }
        StringBuilder text = new StringBuilder();
        int at = typed.start();
        for (Insertion each : insertions) {
            text.append(line, at, each.span().start()).append(each.text());
            at = each.span().end();
        }
        return text.append(line, at, typed.end()).toString().replaceAll("\\s+", " ");
    }

    private record Insertion(Span span, String text) {}

    private static boolean insertions(Expr expr, Prototype prototype, List<Insertion> found) {
        if (expr instanceof Expr.Name name) {
            found.add(new Insertion(name.span(), "args." + name.name()));
            return prototype.parameter(name.name()).isPresent();
        } else if (expr instanceof Expr.Parenthesized group) {
            return insertions(group.inner(), prototype, found);
        } else if (expr instanceof Expr.Task task) {
            found.add(new Insertion(task.span(), "((struct task_struct *)curtask)"));
            return true;
        } else if (expr instanceof Expr.Member member) {
            return insertions(member.operand(), prototype, found);
        } else if (expr instanceof Expr.Index index) {
            return insertions(index.operand(), prototype, found);
        } else if (expr instanceof Expr.Cast cast) {
            return insertions(cast.operand(), prototype, found);
        } else if (expr instanceof Expr.Unary unary && unary.operator().equals("*")) {
            return insertions(unary.operand(), prototype, found);
        }
        return false;
    }
}
