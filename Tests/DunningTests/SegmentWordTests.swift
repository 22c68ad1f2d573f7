import Dunning
import Testing

@Suite("Words of segments")
struct SegmentWordTests {
    @Test("are compared as people mean them", arguments: [
        ("PME", "pme"), ("Grands Comptes", "grands_comptes"), ("grands-comptes", "grands_comptes"),
        ("  Collectivité ", "collectivite"), ("COLLECTIVITE\u{301}", "collectivite"), ("À risque", "a_risque"),
        ("B2C", "b2c"), ("Œuvres", "oeuvres"), ("Ægir & Fils", "aegir_fils"), ("", ""), ("--", ""), ("Ωμέγα", "ωμέγα"),
        ("İzmir", "izmir"),
    ])
    func folding(text: String, expected: String) {
        #expect(SegmentWord.folded(text) == expected)
    }
}
