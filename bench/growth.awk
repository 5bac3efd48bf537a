# SPDX-License-Identifier: MIT
# One row of the table of growth.sh. A line is a size; behind the number, bytes and instructions in each of three ways.
# Given are `name` and `memory`, two numbers. Ends with 1 when twice the bytes do not take twice the instructions.

{
    for (way = 1; way <= 3; way++) {
        bytes[NR, way] = $(2 * way)
        instructions[NR, way] = $(2 * way + 1)
    }
}

# An error has ended the check, and the rest was passed over.
function ended(way) {
    return instructions[3, way] - instructions[2, way] < (bytes[3, way] - bytes[2, way]) / 100
}

function per_byte(way,   size, text) {
    if (ended(way))
        return "ends"
    for (size = 1; size <= 3; size++)
        text = text (size == 1 ? "" : " ") sprintf("%.2f", instructions[size, way] / bytes[size, way])
    return text
}

# How far the instructions are out of step with the bytes, at worst; 1 is in step.
function growth(   way, size, ratio, worst) {
    worst = 1
    for (way = 1; way <= 3; way++)
        for (size = 2; size <= 3 && !ended(way); size++) {
            ratio = instructions[size, way] / instructions[size - 1, way] * bytes[size - 1, way] / bytes[size, way]
            if ((ratio - 1) ^ 2 > (worst - 1) ^ 2)
                worst = ratio
        }
    return worst
}

END {
    split(memory, held)
    printf "| %s | %.0f | %s | %s | %s | %.3f | %d | %d |\n", name, bytes[1, 1] / 1024, per_byte(1), per_byte(2), per_byte(3),
        growth(), held[1], held[2]
    exit NR != 3 || growth() > 1.05 || growth() < 0.95 || held[2] == 0
}
