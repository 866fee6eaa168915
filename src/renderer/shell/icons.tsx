interface SvgProps {
  /** Strokes on a grid of 20 by 20. */
  readonly path: string;
}

/** One weight, one grid; the size follows `--icon-size` where a control sets it (app.css). Always decoration: the words stand beside it or in the control's label. */
export function Svg({ path }: SvgProps) {
  return (
    <svg className="tieout-icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <path d={path} />
    </svg>
  );
}

export function IconOverview() {
  return <Svg path="M3.5 3.5v13h13M6.5 13V9.5M10 13V6M13.5 13V8" />;
}
export function IconTieOut() {
  return <Svg path="M4 7.5h12M4 12.5h12" />;
}
export function IconAudit() {
  return (
    <Svg path="M3.5 5.5h6M3.5 10h4M3.5 14.5h4M13 16.5a3.75 3.75 0 1 0 0-7.5 3.75 3.75 0 0 0 0 7.5Zm-1.6-3.7 1.2 1.2 2.1-2.4M12.5 5.5h4" />
  );
}
export function IconFindings() {
  return <Svg path="M3 4.5h14v11H3zM3 8.2h14M3 11.9h14M8 8.2v7.3" />;
}
export function IconCheck() {
  return <Svg path="M11 3 5 11.2h4.2L8.4 17 15 8.6h-4.4L11 3Z" />;
}
export function IconLive() {
  return (
    <Svg path="M10 11.5a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3ZM6.8 13.2a4.5 4.5 0 0 1 0-6.4M13.2 6.8a4.5 4.5 0 0 1 0 6.4M4.3 15.7a8 8 0 0 1 0-11.4M15.7 4.3a8 8 0 0 1 0 11.4" />
  );
}
export function IconSchedule() {
  return <Svg path="M3.5 5h13v11.5h-13zM3.5 8.5h13M7 3v3.5M13 3v3.5M10 10.6v2.2l1.6 1" />;
}
export function IconBell() {
  return <Svg path="M5 13.5V9a5 5 0 0 1 10 0v4.5l1.2 1.2H3.8L5 13.5ZM8.4 17a1.8 1.8 0 0 0 3.2 0" />;
}
export function IconConnection() {
  return (
    <Svg path="M8.3 11.7 11.7 8.3M9 6.2l1.9-1.9a3.4 3.4 0 0 1 4.8 4.8L13.8 11M11 13.8l-1.9 1.9a3.4 3.4 0 0 1-4.8-4.8L6.2 9" />
  );
}
export function IconSettings() {
  return (
    <Svg path="M3 6h6.5M13.5 6H17M3 14h3.5M10.5 14H17M11.5 8a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM8.5 16a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z" />
  );
}
export function IconCalls() {
  return <Svg path="M6.5 16.5v-13m0 0L3.5 6.6m3-3.1 3 3.1M13.5 3.5v13m0 0 3-3.1m-3 3.1-3-3.1" />;
}
export function IconHelp() {
  return (
    <Svg path="M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14ZM7.8 8a2.2 2.2 0 1 1 3.2 2c-.7.4-1 .8-1 1.5M10 14v.1" />
  );
}
export function IconSun() {
  return (
    <Svg path="M10 13a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM10 2.5v1.6M10 15.9v1.6M2.5 10h1.6M15.9 10h1.6M4.7 4.7l1.1 1.1M14.2 14.2l1.1 1.1M4.7 15.3l1.1-1.1M14.2 5.8l1.1-1.1" />
  );
}
export function IconMoon() {
  return <Svg path="M16.5 11.6A6.8 6.8 0 0 1 8.4 3.5a6.8 6.8 0 1 0 8.1 8.1Z" />;
}
export function IconSystem() {
  return <Svg path="M3 4h14v9H3zM10 13v3.5M6.8 16.5h6.4" />;
}
export function IconSearch() {
  return <Svg path="M9 14.5a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11ZM13 13l4 4" />;
}
export function IconPlus() {
  return <Svg path="M10 4v12M4 10h12" />;
}
export function IconChevronDown() {
  return <Svg path="m5 7.5 5 5 5-5" />;
}
export function IconChevronUp() {
  return <Svg path="m5 12.5 5-5 5 5" />;
}
export function IconSelector() {
  return <Svg path="m6 7.8 4-4 4 4M6 12.2l4 4 4-4" />;
}
export function IconDownload() {
  return <Svg path="M10 3v9.5m0 0 3.8-3.8M10 12.5 6.2 8.7M3.5 13.5v3h13v-3" />;
}
export function IconCopy() {
  return <Svg path="M7.5 7.5h9v9h-9zM12.5 7.5v-4h-9v9h4" />;
}
export function IconPause() {
  return <Svg path="M7 4.5v11M13 4.5v11" />;
}
export function IconPlay() {
  return <Svg path="M6 3.8v12.4L16 10 6 3.8Z" />;
}
export function IconStop() {
  return <Svg path="M5 5h10v10H5z" />;
}
export function IconFilter() {
  return <Svg path="M3.5 5.5h13M6 10h8M8.5 14.5h3" />;
}
export function IconColumns() {
  return <Svg path="M3.5 4h13v12h-13zM8 4v12M12.2 4v12" />;
}
export function IconExternal() {
  return <Svg path="M11.5 3.5h5v5M16.5 3.5 9.5 10.5M8.5 4.5h-5v12h12v-5" />;
}
export function IconWarning() {
  return <Svg path="M10 3.2 17.5 16.5h-15L10 3.2ZM10 8.2v3.8M10 14.3v.1" />;
}
export function IconClock() {
  return <Svg path="M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14ZM10 6v4.2l2.8 1.8" />;
}
export function IconOffline() {
  return (
    <Svg path="M3.5 3.5l13 13M2.8 8.4a10.6 10.6 0 0 1 3.6-2.3M9 5.2a10.6 10.6 0 0 1 8.2 3.2M5.6 11.3a6.6 6.6 0 0 1 3-1.7M13 10.4a6.6 6.6 0 0 1 1.4.9M10 15.3v.1" />
  );
}
export function IconCheckCircle() {
  return <Svg path="M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14Zm-3-7 2.2 2.2L13.2 8" />;
}
export function IconTick() {
  return <Svg path="m4.5 10.5 3.6 3.6 7.4-8" />;
}
export function IconInfo() {
  return <Svg path="M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14ZM10 9.2v4.3M10 6.5v.1" />;
}
export function IconClose() {
  return <Svg path="m5 5 10 10M15 5 5 15" />;
}
export function IconTrash() {
  return <Svg path="M3.5 5.5h13M8 5.5v-2h4v2M5.2 5.5l.7 11h8.2l.7-11M8.4 8.8v4.6M11.6 8.8v4.6" />;
}
export function IconLock() {
  return <Svg path="M4.5 9h11v7.5h-11zM7 9V6.5a3 3 0 0 1 6 0V9" />;
}
export function IconUnlock() {
  return <Svg path="M4.5 9h11v7.5h-11zM7 9V6.5a3 3 0 0 1 5.8-1.1" />;
}
export function IconSparkles() {
  return (
    <Svg path="M8.5 3.5 10 8l4.5 1.5L10 11l-1.5 4.5L7 11 2.5 9.5 7 8l1.5-4.5ZM15 13l.7 1.8 1.8.7-1.8.7L15 18l-.7-1.8-1.8-.7 1.8-.7L15 13Z" />
  );
}
export function IconRefresh() {
  return (
    <Svg path="M16 8.5A6.3 6.3 0 0 0 4.6 6.7M4 11.5a6.3 6.3 0 0 0 11.4 1.8M4.2 3.3v3.6h3.6M15.8 16.7v-3.6h-3.6" />
  );
}
export function IconUndo() {
  return <Svg path="M7 4 3.5 7.5 7 11M3.5 7.5h8a4.5 4.5 0 0 1 0 9H7" />;
}
export function IconRedo() {
  return <Svg path="m13 4 3.5 3.5L13 11M16.5 7.5h-8a4.5 4.5 0 0 0 0 9H13" />;
}
export function IconDecisions() {
  return <Svg path="M4 3.5h8.5l3.5 3.5v9.5H4zM7 10l1.8 1.8L12.5 8M7 14.2h6" />;
}
export function IconHome() {
  return <Svg path="M3.5 9 10 3.5 16.5 9v7.5h-4.7v-4.7H8.2v4.7H3.5z" />;
}
export function IconKeyboard() {
  return <Svg path="M2.5 5.5h15v9h-15zM5.5 8.5v.1M8.5 8.5v.1M11.5 8.5v.1M14.5 8.5v.1M6.5 11.7h7" />;
}
export function IconDots() {
  return (
    <Svg path="M4 10a.6.6 0 1 0 1.2 0 .6.6 0 1 0-1.2 0M9.4 10a.6.6 0 1 0 1.2 0 .6.6 0 1 0-1.2 0M14.8 10a.6.6 0 1 0 1.2 0 .6.6 0 1 0-1.2 0" />
  );
}
