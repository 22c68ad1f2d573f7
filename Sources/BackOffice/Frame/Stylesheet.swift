/// The one stylesheet, served from the program.
enum Stylesheet {
    /// Changes with the text, so that browsers may keep it for ever.
    static let version: String = {
        // FNV-1a, 64 bits.
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return String(hash, radix: 36)
    }()

    static let text = tokens + frame + work + figures + small

    /// Five inks, three papers, one accent, one ramp for lateness. Everything else is made of them.
    private static let tokens = """
        :root {
          color-scheme: light dark;
          --ink: #1c2024; --ink-2: #525b64; --ink-3: #626c75;
          --line: #e3e1da; --paper: #faf9f6; --card: #ffffff;
          --accent: #1d5c4a; --accent-ink: #ffffff;
          --warn: #8f4500; --bad: #a3262a;
          --age-0: #a9c7bb; --age-1: #ecd095; --age-2: #e3a557; --age-3: #d0713d; --age-4: #ad3333;
          --r: 6px;
          font: 15px/1.45 Inter, system-ui, -apple-system, "Segoe UI", "Liberation Sans", sans-serif;
          font-variant-numeric: tabular-nums;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --ink: #eceff1; --ink-2: #a9b3bb; --ink-3: #97a2aa;
            --line: #30363b; --paper: #14171a; --card: #1b1f23;
            --accent: #63c3a3; --accent-ink: #0c1a15;
            --warn: #f0a55a; --bad: #f28b8b;
            --age-0: #3f6656; --age-1: #7d6833; --age-2: #a3752f; --age-3: #bd6336; --age-4: #cf5454;
          }
        }
        * { box-sizing: border-box; margin: 0; }
        body { background: var(--paper); color: var(--ink); overflow-wrap: break-word; }
        a { color: inherit; text-decoration-color: var(--ink-3); text-decoration-thickness: 1px; text-underline-offset: 3px; }
        a:hover { text-decoration-color: currentColor; }
        :focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 3px; }
        .visually-hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }

        """

    private static let frame = """
        .skip { position: absolute; left: -9999px; }
        .skip:focus { left: 8px; top: 8px; background: var(--card); padding: 6px 10px; z-index: 1; }
        .top { display: flex; gap: 6px 16px; align-items: center; flex-wrap: wrap; padding: 10px 24px; border-bottom: 1px solid var(--line); background: var(--card); }
        .top > b { letter-spacing: -.01em; }
        .top > b a { text-decoration: none; }
        .top nav { display: flex; gap: 2px; flex: 1; flex-wrap: wrap; }
        .top nav a { padding: 6px 8px; font-size: 14px; white-space: nowrap; border-radius: var(--r); text-decoration: none; color: var(--ink-2); }
        .top nav a:hover { color: var(--ink); }
        .top nav a[aria-current] { color: var(--ink); background: var(--paper); font-weight: 600; }
        .top form { display: flex; }
        input[type=search], input[type=date] { font: inherit; font-size: 14px; padding: 5px 10px; border: 1px solid var(--line); border-radius: var(--r); background: var(--paper); color: inherit; }
        input[type=search] { width: 220px; }
        input::placeholder { color: var(--ink-3); opacity: 1; }
        .top .side { margin-left: auto; display: flex; flex-wrap: wrap; gap: 12px; align-items: baseline; font-size: 13.5px; color: var(--ink-2); }
        main { display: grid; grid-template-columns: minmax(0, 1fr) 332px; gap: 28px; max-width: 1240px; margin: 0 auto; padding: 24px; }
        main.one { grid-template-columns: minmax(0, 1fr); max-width: 900px; }
        .foot { max-width: 1240px; margin: 0 auto; padding: 12px 24px 32px; color: var(--ink-3); font-size: 13px; }
        h1 { font-size: 25px; letter-spacing: -.02em; font-weight: 650; line-height: 1.25; }
        .lede { color: var(--ink-2); margin-top: 4px; max-width: 66ch; }
        .note { color: var(--ink-3); font-size: 13.5px; max-width: 66ch; margin-top: 8px; }
        .days { display: flex; gap: 6px 14px; align-items: baseline; flex-wrap: wrap; margin-top: 8px; font-size: 13.5px; color: var(--ink-2); }
        .crumb { font-size: 13.5px; color: var(--ink-3); margin-bottom: 2px; }
        section { margin-top: 26px; }
        section:first-child { margin-top: 0; }
        h1 ~ section:first-of-type { margin-top: 26px; }
        h2 { font-size: 15px; font-weight: 650; display: flex; flex-wrap: wrap; align-items: baseline; gap: 2px 10px; padding-bottom: 8px; border-bottom: 1px solid var(--line); }
        h2 small { font-weight: 400; color: var(--ink-3); font-size: 13.5px; }
        h3 { font-size: 14px; font-weight: 600; margin-top: 14px; }

        """

    private static let work = """
        .btn, button { text-decoration: none; font: inherit; font-size: 13.5px; font-weight: 550; padding: 5px 11px; border-radius: var(--r); border: 1px solid var(--line); background: var(--card); color: var(--ink); white-space: nowrap; }
        table { width: 100%; border-collapse: collapse; }
        caption { text-align: left; }
        td, th { padding: 8px 14px 8px 0; text-align: left; vertical-align: baseline; border-bottom: 1px solid var(--line); font-weight: 400; }
        tbody tr:last-child > * { border-bottom: 0; }
        thead th { font-size: 13px; color: var(--ink-3); padding: 6px 14px 6px 0; white-space: nowrap; }
        th[scope=row] { font-weight: 550; }
        tfoot th, tfoot td { border-top: 1px solid var(--line); border-bottom: 0; font-weight: 600; }
        td:last-child, th:last-child { padding-right: 0; }
        .n { text-align: right; white-space: nowrap; }
        .n + .n { padding-left: 6px; }
        .d, .act { white-space: nowrap; }
        .act { text-align: right; }
        .q { color: var(--ink-3); font-size: 13.5px; font-weight: 400; }
        td .q, dd .q { display: block; }
        .tag { display: inline-block; font-size: 12.5px; line-height: 1.5; padding: 0 7px; border-radius: 99px; border: 1px solid var(--line); color: var(--ink-2); white-space: nowrap; font-weight: 400; }
        .tag.warn { color: var(--warn); border-color: currentColor; }
        .tag.bad { color: var(--bad); border-color: currentColor; }
        .bad { color: var(--bad); } .warn { color: var(--warn); }
        details > summary { cursor: pointer; color: var(--ink-2); padding: 8px 0; font-size: 14px; }
        details > summary:hover { color: var(--ink); }
        details details { margin-left: 0; }
        details details > summary { padding: 3px 0; color: var(--ink); display: flex; gap: 10px; align-items: baseline; }
        details details > summary::before { content: "+"; color: var(--ink-3); width: .7em; }
        details details[open] > summary::before { content: "\\2212"; }
        details details > summary::-webkit-details-marker { display: none; }
        details details > summary b { font-weight: 550; min-width: 2.4em; text-align: right; }
        details details > summary .q { margin-left: auto; white-space: nowrap; }
        details details > table { margin: 2px 0 10px 44px; width: calc(100% - 44px); font-size: 14px; }
        .plain { list-style: none; padding: 0; }
        .plain li { padding: 4px 0; }
        .rules { list-style: none; padding: 8px 0 0; font-size: 14px; }
        .rules li { padding: 3px 0 3px 26px; position: relative; color: var(--ink-2); }
        .rules li::before { position: absolute; left: 2px; color: var(--ink-3); content: "\\2713"; }
        .rules li.stop { color: var(--ink); font-weight: 550; }
        .rules li.stop::before { content: "\\2715"; color: var(--warn); }
        .rules li.go { color: var(--ink); font-weight: 550; }
        .rules li.go::before { content: "\\2192"; color: var(--accent); }
        .rules li.rest { color: var(--ink-3); }
        .rules li.rest::before { content: "\\00b7"; }
        .verdict { border-left: 3px solid var(--line); padding: 2px 0 2px 14px; margin-top: 12px; max-width: 70ch; }
        .verdict.go { border-color: var(--accent); }
        .verdict.stop { border-color: var(--warn); }
        .line { list-style: none; padding: 0; }
        .line li { display: grid; grid-template-columns: 9.5em minmax(0, 1fr); gap: 2px 14px; padding: 7px 0; border-bottom: 1px solid var(--line); }
        .line li:last-child { border-bottom: 0; }
        .line time { color: var(--ink-3); font-size: 13.5px; }
        .line .more { color: var(--ink-3); }
        .line.narrow li { grid-template-columns: 1fr; font-size: 14px; }
        .move { display: grid; grid-template-columns: minmax(0, 5fr) minmax(0, 7fr); gap: 8px 28px; padding: 14px 0; border-bottom: 1px solid var(--line); }
        .move:last-of-type { border-bottom: 0; }
        .move > div > :first-child { margin-top: 0; }
        .move h3 { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 12px; font-size: 15px; }
        .move h3 small { font-weight: 400; font-size: 13.5px; color: var(--ink-3); }
        .move bdi { overflow-wrap: anywhere; }
        .ways { padding-left: 20px; }
        .ways > li + li { margin-top: 8px; }
        .ways > li::marker { color: var(--ink-3); }
        .way .plain li { padding: 1px 0; }
        .who { font-weight: 550; }
        .why { font-size: 13.5px; margin-top: 8px; color: var(--ink-2); }
        .why b { font-weight: 550; color: var(--warn); }
        .move details > summary { padding: 6px 0 0; font-size: 13.5px; }
        .cmd { font: 13px/1.5 ui-monospace, "DejaVu Sans Mono", monospace; white-space: pre-wrap; overflow-wrap: anywhere; user-select: all; background: var(--card); border: 1px solid var(--line); border-radius: var(--r); padding: 5px 9px; margin: 2px 0 8px; max-width: 70ch; }
        .pager { display: flex; gap: 16px; padding: 14px 0; font-size: 14px; }
        .letter { width: 100%; height: 900px; border: 1px solid var(--line); border-radius: var(--r); background: #f4f3ef; margin-top: 12px; }
        .text { white-space: pre-wrap; overflow-wrap: anywhere; font: 13.5px/1.5 ui-monospace, "DejaVu Sans Mono", monospace; border: 1px solid var(--line); border-radius: var(--r); background: var(--card); padding: 14px 16px; margin-top: 12px; }

        """

    private static let figures = """
        .fig { display: grid; grid-template-columns: 1fr auto; gap: 2px 12px; padding: 10px 0; border-bottom: 1px solid var(--line); }
        .fig dt { color: var(--ink-2); }
        .fig dd { text-align: right; font-weight: 600; white-space: nowrap; }
        .fig dd.q { grid-column: 1 / -1; text-align: left; font-weight: 400; white-space: normal; }
        .currency { border-bottom: 1px solid var(--line); }
        .currency > summary { display: grid; grid-template-columns: auto 3em 1fr; gap: 0 8px; align-items: baseline; color: var(--ink); }
        .currency > summary::before { content: "+"; color: var(--ink-3); width: .7em; }
        .currency[open] > summary::before { content: "\\2212"; }
        .currency > summary::-webkit-details-marker { display: none; }
        .currency > summary span { text-align: right; }
        .currency > summary .q { grid-column: 2 / -1; }
        .pairs { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 6px 18px; padding-top: 10px; font-size: 14px; }
        .pairs dt { color: var(--ink-3); }
        .aged { width: 100%; height: auto; display: block; margin: 12px 0 4px; }
        .aged rect.age-0, .key.age-0 { fill: var(--age-0); background: var(--age-0); }
        .aged rect.age-1, .key.age-1 { fill: var(--age-1); background: var(--age-1); }
        .aged rect.age-2, .key.age-2 { fill: var(--age-2); background: var(--age-2); }
        .aged rect.age-3, .key.age-3 { fill: var(--age-3); background: var(--age-3); }
        .aged rect.age-4, .key.age-4 { fill: var(--age-4); background: var(--age-4); }
        .aged line { stroke: var(--line); }
        .legend { font-size: 13.5px; }
        .legend tbody th { font-weight: 400; }
        .key { display: inline-block; width: 10px; height: 10px; border-radius: 2px; margin-right: 7px; vertical-align: -1px; }

        """

    private static let small = """
        @media (max-width: 900px) {
          main { grid-template-columns: minmax(0, 1fr); padding: 16px; gap: 20px; }
          .top { padding: 10px 16px; }
          .top form { flex: 1 1 100%; }
          input[type=search] { width: 100%; }
          .foot { padding: 12px 16px 24px; }
          .fold { display: none; }
        }
        @media (max-width: 560px) {
          td, th { padding-right: 8px; }
          .line li { grid-template-columns: 1fr; }
          .move { grid-template-columns: minmax(0, 1fr); }
          .top { column-gap: 10px; }
          .top nav { gap: 0; }
          .top nav a { padding: 6px 5px; }
          .tight { display: none; }
          .stack thead { display: none; }
          .stack tr { display: grid; grid-template-columns: minmax(0, 1fr) auto; padding: 8px 0; border-bottom: 1px solid var(--line); }
          .stack tr:last-child { border-bottom: 0; }
          .stack th, .stack td { border: 0; padding: 1px 10px 1px 0; }
          .stack .n { text-align: right; padding-right: 0; }
          .stack .wide { grid-column: 1 / -1; order: 1; }
          .stack .act { grid-column: 1 / -1; order: 2; text-align: left; padding-top: 4px; }
          .stack th[scope=row] { overflow-wrap: anywhere; }
          details details > table { margin-left: 0; width: 100%; }
          details details > summary .q { display: none; }
        }
        @media print {
          :root { --paper: #fff; --card: #fff; --ink: #000; --ink-2: #333; --ink-3: #444; --line: #bbb; font-size: 11px; }
          .top, .foot, .days, .pager, .skip, .btn { display: none; }
          main { max-width: none; padding: 0; grid-template-columns: minmax(0, 1fr) 220px; }
          section { break-inside: avoid-page; }
          a { text-decoration: none; }
          .aged rect, .key { print-color-adjust: exact; }
        }

        """
}
