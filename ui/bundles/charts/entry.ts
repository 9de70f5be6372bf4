// Apart from the app bundle, so that only pages with charts load ECharts.
import "../../app/charts/charts";
