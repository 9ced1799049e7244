//! What must hold for every chart, and what case 2 looks like.

mod case_2;
mod every_chart;
mod fixed_axis;
mod fixtures;
mod init;
