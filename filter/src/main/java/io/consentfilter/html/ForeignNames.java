package io.consentfilter.html;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Names of elements of SVG 2 and MathML Core that HTML does not have. */
final class ForeignNames {
    private static final long[] KEYS =
            keys("altglyph altglyphdef altglyphitem animate animatecolor animatemotion animatetransform"
                    + " circle clippath color-profile cursor defs desc discard ellipse feblend fecolormatrix fecomponenttransfer fecomposite"
                    + " feconvolvematrix fediffuselighting fedisplacementmap fedistantlight fedropshadow feflood fefunca fefuncb fefuncg fefuncr"
                    + " fegaussianblur feimage femerge femergenode femorphology feoffset fepointlight fespecularlighting fespotlight fetile"
                    + " feturbulence filter font-face font-face-format font-face-name font-face-src font-face-uri foreignobject g glyph glyphref"
                    + " hkern image line lineargradient marker mask metadata missing-glyph mpath path pattern polygon polyline radialgradient rect"
                    + " set solidcolor stop svg switch symbol text textpath tref tspan use view vkern"
                    + " annotation annotation-xml maction maligngroup malignmark math menclose merror mfenced mfrac mglyph mi mlabeledtr"
                    + " mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow ms mspace msqrt mstyle msub msubsup msup mtable mtd"
                    + " mtext mtr munder munderover none semantics");

    private ForeignNames() {}

    /** Whether a name with this key is one; of names longer than eight letters another may share it. */
    static boolean has(long key) {
        return Arrays.binarySearch(KEYS, key) >= 0;
    }

    /** Keys of names, in order. */
    static long[] keys(String names) {
        return Arrays.stream(names.split(" "))
                .mapToLong(name -> Names.key(name.getBytes(StandardCharsets.US_ASCII), 0, name.length()))
                .sorted()
                .toArray();
    }
}
