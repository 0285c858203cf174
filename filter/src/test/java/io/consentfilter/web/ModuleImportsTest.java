package io.consentfilter.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ModuleImportsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "import 'a'",
                "import\"a\"",
                "import b from 'a'",
                "import * as b from 'a'",
                "import{b}from'a'",
                "import b, {c as d, default as e} from 'a'",
                "import b, * as c from 'a'",
                "import {'x y' as b, \"}\" as c,} from 'a'",
                "import {type} from 'a' with {type: 'json'}",
                "import defer * as b from 'a'",
                "import source b from 'a'",
                "import from from 'a'",
                "import/**/b/*'x'*/from//'y'\n'a'",
                "export * from 'a'",
                "export * as b from 'a'",
                "export {b as c, 'd' as e} from 'a'",
                "export{}from'a'",
                "#!/bin/x import 'b'\nimport 'a'",
                "\uFEFF\u00A0\u2028import 'a'",
                "import '\\x61'",
                "import '\\u0061'",
                "import '\\u{000061}'",
                "import '\\\n\\\r\na'",
                "const b = 'import \"x\"'; import 'a'",
                "const b = `import 'x' ${c(`}${`'`}`)}'`; import 'a'",
                "const b = /[/'`\"]/; import 'a'",
                "if (b) /['`]/.test(c); import 'a'",
                "b = {c: 1} / 2; d = e / 2; import 'a'",
                "function b() { return /['\"]/ } /`'/.test(b); import 'a'",
                "const b = () => { c('}') }\n/'`/.test(d)\nimport 'a'",
                "b++ / 2; c = [d] / 2; import 'a'",
                "d = (b) / 2; /'/; import 'a'",
                "b.return / 2; import 'a'",
                "b = c ? /'/ : /`/; import 'a'",
                "export default class B { static c = /'/ }\nimport 'a'",
                "export const b = 1; export {b}; export default b\nimport 'a'",
                "export {b}\nimport 'a'",
                "for (const b of /'/[c]) d(); import 'a'",
                "b = [...import_, ...c]; import 'a'",
                "import.meta.url; b(import.meta); import 'a'",
                "const b = await import('x'); import 'a'",
                "import('x').then(b); import 'a'",
                "label: { /'/.test(b) } import 'a'",
            })
    void importsOfEveryFormAreFound(String module) {
        assertThat(ModuleImports.of(module)).containsExactly("a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "import('a')",
                "import.meta.b('a')",
                "b.import 'a'",
                "b?.import('a'), c. /**/ import",
                "({import: 'a', export: 'b'})",
                "// import 'a'",
                "/* import 'a' */",
                "'import \"a\"'",
                "`\nimport 'a'\n`",
                "`${'`'}\nimport 'a'\n`",
                "/import 'a'/.test(b)",
                "b = /[`'/]\\/import 'a'/",
                "{ import 'a' }",
                "b = c / d; e = '/ import \"a\"'",
                "export {b}; 'a'",
                "export {b}\n'from'",
                "export default 'a'",
                "export const b = 'a'",
                "import b from",
                "import 'a",
                "import 'a\nb'",
                "import \\u0062 from c 'a'",
                "import '\\x6'",
                "import '\\u{}'",
                "import '\\u{110000}'",
                "import '\\u{FFFFFFFF}'",
                "import '\\u{61'",
                "importer 'a'",
                "$import 'a'",
                ") import 'a'",
                "'\n import 'a'",
                "`import 'a'",
                "/'\nimport 'a'",
            })
    void whatIsNoImportIsNone(String module) {
        assertThat(ModuleImports.of(module)).isEmpty();
    }

    @Test
    void allAreFoundInTheirOrder() {
        assertThat(ModuleImports.of("import 'a';import b from 'c'\nexport * from 'd';b();import 'e'"))
                .containsExactly("a", "c", "d", "e");
    }

    @Test
    void everyBeginningIsRead() {
        String module = "import a,{'b' as c}from'd\\u{65}\\x66\\\ng';`${`a`}\\``;x=/[/]\\//;/*a*/export{a}from'h'//";
        for (int length = 0; length <= module.length(); length++) {
            assertThat(ModuleImports.of(module.substring(0, length))).hasSizeLessThanOrEqualTo(2);
        }
        assertThat(ModuleImports.of(module)).containsExactly("defg", "h");
    }
}
