import DefaultTheme from "vitepress/theme-without-fonts";
import "@fanal/ui/tokens.css";
import "@fontsource-variable/inter/wght.css";
import "./style.css";

export default DefaultTheme;
