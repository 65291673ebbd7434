# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2154 # names that are set in ground.sh and run.sh
# docs/faults.md has a table for each family between two marks; the words around them are written by hand.

document=$source_root/docs/faults.md
table_begin='<!-- rows -->' table_end='<!-- end of rows -->'

# The first two columns of every row, as the document must have them.
documented_rows() {
    local name
    for name in "${row_names[@]}"; do
        printf '| %s | %s | %s |\n' "$name" "${row_how[$name]}" "${row_must[$name]}"
    done
}

check_documented() {
    local differences
    differences=$(diff <(documented_rows | sort) \
        <(sed -n "/^$table_begin/,/^$table_end/p" "$document" | grep -E '^\| [a-z0-9-]+ \|' | grep -v '^| fault |' | sed -E 's/ \|[^|]*\|$/ |/' | sort)) || {
        printf 'docs/faults.md and the script differ; ./dev faults --write-docs writes the tables anew:\n%s\n' "$differences" >&2
        return 1
    }
    printf 'docs/faults.md has the %s rows of the script\n' "${#row_names[@]}"
}

# write_document WORK: what happened comes from the results there; a row that wasn't run keeps what it said.
write_document() {
    local name family='' result before=$1/document-before
    cp "$document" "$before"
    {
        sed "/^$table_begin/q" "$before"
        for name in "${row_names[@]}"; do
            if [ "${row_family[$name]}" != "$family" ]; then
                family=${row_family[$name]}
                printf '\n## %s\n\n| fault | how injected | what must happen | what happened |\n|---|---|---|---|\n' "$family"
            fi
            result=$(cut -f 2,3 "$1/$name.result" 2>/dev/null | sed 's/^passed\t//; s/^skipped\t//; s/\t/: /; s/|/\\|/g') || true
            [ -n "$result" ] || result=$(grep -E "^\| $name \|" "$before" | sed -E 's/.*\| ([^|]*) \|$/\1/')
            printf '| %s | %s | %s | %s |\n' "$name" "${row_how[$name]}" "${row_must[$name]}" "${result:-not run yet}"
        done
        printf '\n'
        sed -n "/^$table_end/,\$p" "$before"
    } >"$document"
    printf 'written: %s\n' "$document" >&2
}
