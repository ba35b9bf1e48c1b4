"""The looks of the page: quiet, readable, light and dark by the system's wish."""

STYLE = """
:root { color-scheme: light dark; --paper: #f6f7f9; --card: #fff; --ink: #14181f; --soft: #5b6675;
  --line: #e3e7ec; --accent: #1a5fd0; --warn: #8a4b00; --warnback: #fff1dc;
  --shade: 0 1px 2px #0f172a14; }
@media (prefers-color-scheme: dark) { :root { --paper: #0f1216; --card: #171b21; --ink: #e8ecf1;
  --soft: #98a3b3; --line: #2a313a; --accent: #7fb0ff; --warn: #ffcf8f; --warnback: #3a2a12;
  --shade: none; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink);
  font: 16px/1.45 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
body > header { position: sticky; top: 0; z-index: 1; padding: 14px 20px; background: var(--card);
  border-bottom: 1px solid var(--line); }
body > header h1 { margin: 0 auto; max-width: 608px; font-size: 17px; }
body > header p { margin: 2px auto 0; max-width: 608px; color: var(--soft); font-size: 14px; }
main { max-width: 640px; margin: 20px auto 60px; padding: 0 16px; }
.empty { padding: 72px 0; text-align: center; color: var(--soft); }
.thread { margin-bottom: 16px; background: var(--card); border: 1px solid var(--line);
  border-radius: 14px; box-shadow: var(--shade); overflow: hidden; }
article { display: flex; gap: 12px; padding: 16px 16px 12px; position: relative; }
article + article { padding-top: 4px; }
article:not(:last-of-type)::before { content: ""; position: absolute; left: 35px; top: 60px;
  bottom: -2px; width: 2px; background: var(--line); border-radius: 1px; }
article + article::before { top: 48px !important; }
.pictures { align-items: start; }
.avatar { flex: 0 0 40px; height: 40px; border-radius: 50%; display: grid; place-items: center;
  background: linear-gradient(135deg, #2662d9, #963cc8); color: #fff; font-style: normal;
  font-weight: 600; }
.body { min-width: 0; flex: 1; }
.body > header { display: flex; flex-wrap: wrap; gap: 0 6px; align-items: baseline; }
.handle, time, .position { color: var(--soft); font-size: 14px; }
.position { margin-left: auto; font-variant-numeric: tabular-nums; }
.text { margin: 4px 0 10px; white-space: pre-wrap; overflow-wrap: anywhere; }
.text:empty { display: none; }
a { color: var(--accent); text-decoration: none; }
a:hover { text-decoration: underline; }
a:focus-visible, summary:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
figure { margin: 0; min-width: 0; }
.pictures { display: grid; gap: 6px; margin-bottom: 10px; }
.n2, .n3, .n4 { grid-template-columns: 1fr 1fr; }
.pictures img, .video video { display: block; width: 100%; max-height: 520px; object-fit: contain;
  border-radius: 10px; border: 1px solid var(--line); background: var(--paper); }
.n1 img { width: auto; max-width: 100%; }
.video { margin-bottom: 10px; }
.alt { margin-top: 4px; color: var(--soft); font-size: 13px; overflow-wrap: anywhere; }
.alt b { padding: 0 4px; border: 1px solid var(--line); border-radius: 4px; font-size: 11px; }
.missing { color: var(--warn); }
.card { display: block; margin-bottom: 10px; border: 1px solid var(--line); border-radius: 10px;
  overflow: hidden; color: inherit; }
.card img { display: block; width: 100%; aspect-ratio: 1.91 / 1; object-fit: cover; }
.words { display: grid; gap: 2px; padding: 10px 12px; }
.words span { color: var(--soft); font-size: 14px; display: -webkit-box; overflow: hidden;
  -webkit-line-clamp: 2; -webkit-box-orient: vertical; }
.words small { color: var(--soft); border-top: 1px solid var(--line); margin-top: 6px;
  padding-top: 6px; }
blockquote { margin: 0 0 10px; padding: 10px 12px; border: 1px solid var(--line);
  border-radius: 10px; white-space: pre-wrap; overflow-wrap: anywhere; }
.chips { margin: 0 0 8px; display: flex; flex-wrap: wrap; gap: 6px; font-size: 13px; }
.chips span { padding: 1px 8px; border-radius: 99px; border: 1px solid var(--line);
  color: var(--soft); }
.chips .warning { background: var(--warnback); color: var(--warn); border-color: transparent; }
.note { margin: 0; padding: 8px 16px 12px 68px; color: var(--soft); font-size: 14px; }
footer code { color: var(--soft); font-size: 12px; overflow-wrap: anywhere; opacity: .8; }
"""
